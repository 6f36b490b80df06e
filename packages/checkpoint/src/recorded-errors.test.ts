/** What real TensorFlow does where graph and checkpoint do not agree, case by case. */
import '@tensorflow/tfjs-backend-cpu';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scalar } from '@tensorflow/tfjs-core';
import { fixedSizePartitioner } from '@varscope/partitioners';
import { getVariable } from '@varscope/scopes';
import type { DType } from '@varscope/spec';
import { VarscopeError } from '@varscope/spec/errors';
import { Graph, reportUninitializedVariables, Variable, type GraphVariable, type PartitionedVariable } from '@varscope/store';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkpointExists } from './checkpoint-exists.js';
import { initFromCheckpoint } from './init-from-checkpoint.js';
import { listVariables } from './list-variables.js';
import { loadVariable } from './load-variable.js';
import { Saver } from './saver.js';

interface RecordedCase {
  readonly case: string;
  readonly what: string;
  readonly result?: unknown;
  readonly exception?: string;
  readonly message?: string;
  readonly root_message?: string;
}

const recorded = JSON.parse(readFileSync(new URL('../testdata/saver_errors.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly RecordedCase[];
}; // see testdata/README.md

const GOLDEN = fileURLToPath(new URL('../../../apps/checkpoints/recorded', import.meta.url));
const SINGLE = `${GOLDEN}/v2-single/model.ckpt`;
const PARTITIONED = `${GOLDEN}/v2-partitioned/model.ckpt-5`;
const OBJECTS = `${GOLDEN}/object-based/ckpt-3`;
const root = mkdtempSync(join(tmpdir(), 'varscope-saver-errors-'));
let folders = 0;
let DIR: string;

let graph: Graph;
beforeEach(() => {
  graph = new Graph({ initialization: 'deferred' });
  DIR = join(root, String(folders++));
});
afterEach(() => graph.dispose());
afterAll(() => rmSync(root, { recursive: true, force: true }));

const make = (name: string, shape: readonly number[], dtype: DType = 'float32'): GraphVariable =>
  getVariable(name, shape, { dtype });
const makeParts = (name: string, shape: readonly number[], count: number, axis = 0): PartitionedVariable =>
  getVariable(name, shape, { partitioner: fixedSizePartitioner(count, { axis }) }); // of this store
const restore = async (path: string, ...variables: (GraphVariable | PartitionedVariable)[]): Promise<string> => {
  await new Saver(variables).restore(path);
  return 'ok';
};
const saved = async (path: string, options = {}): Promise<string | null> => {
  const variable = new Variable([1, 2, 3, 4], { name: 'v' });
  variable.initializer.run();
  return await new Saver([variable]).save(path, options);
};
const inFolder = async (work: () => Promise<unknown>): Promise<unknown> => {
  mkdirSync(DIR);
  return await work();
};

/** What each case does; what it gives is what TensorFlow gives. */
const CASES: Readonly<Record<string, () => Promise<unknown>>> = {
  'restore-ok': () => restore(SINGLE, make('dense/kernel', [7, 5]), make('dense/bias', [5])),
  'restore-missing-key': () => restore(SINGLE, make('dense/kernel', [7, 5]), make('dense/other', [5])),
  'restore-two-missing-keys': () => restore(SINGLE, make('zz', [1]), make('aa', [1])),
  'restore-shape-mismatch': () => restore(SINGLE, make('dense/kernel', [5, 7])),
  'restore-shape-fewer': () => restore(SINGLE, make('dense/bias', [3])),
  'restore-scalar-vs-vector': () => restore(SINGLE, make('scale', [1])),
  'restore-dtype-mismatch': () => restore(SINGLE, make('global_step', [], 'int32')),
  'restore-dtype-mismatch-float64': () => restore(SINGLE, make('dense/kernel', [7, 5], 'float64')),
  'restore-partitioned-from-whole': () => restore(SINGLE, makeParts('dense/kernel', [7, 5], 3)),
  'restore-partitioned-wrong-full-shape': () => restore(PARTITIONED, makeParts('fixed/w', [12, 4], 3)),
  'restore-other-partition-count': () => restore(PARTITIONED, makeParts('fixed/w', [10, 4], 7)),
  'restore-whole-from-partitioned': () => restore(PARTITIONED, make('fixed/w', [10, 4])),
  'restore-other-axis': () => restore(PARTITIONED, makeParts('fixed/w', [10, 4], 2, 1)),
  'restore-reshape': async () => {
    const variable = make('dense/kernel', [5, 7]);
    await new Saver([variable], { reshape: true }).restore(SINGLE);
    expect(variable.shape).toEqual([5, 7]);
    return 'ok';
  },
  'restore-none': () => restore(null as never, make('v', [4])),
  'restore-no-such-prefix': () => restore(`${DIR}/nothing`, make('v', [4])),
  'restore-directory': () => inFolder(() => restore(DIR, make('v', [4]))),
  'restore-name-based-from-object-based': async () => {
    const step = make('step', [], 'int64');
    await restore(OBJECTS, step);
    return step.dataSync()[0];
  },
  'restore-name-based-from-object-based-missing': () => restore(OBJECTS, make('step', [], 'int64'), make('zz/w', [1])),
  'restore-uninitialized-after-partial': async () => {
    make('other', [3]);
    await restore(SINGLE, make('dense/bias', [5]));
    return reportUninitializedVariables();
  },
  'saver-no-variables': async () => await Promise.resolve(new Saver()),
  'saver-allow-empty': () => new Saver(null, { allowEmpty: true }).save(`${DIR}/m`),
  'saver-same-variable-twice': async () => {
    const [a, b] = [make('x', [1]), make('y', [1])];
    return await Promise.resolve(new Saver([a, b, a]));
  },
  'saver-not-a-variable': async () => {
    const value = scalar(1);
    try {
      return await Promise.resolve(new Saver({ v: value as never }));
    } finally {
      value.dispose();
    }
  },
  'saver-one-variable-two-keys': async () => {
    const variable = make('x', [1]);
    return await Promise.resolve(new Saver({ k1: variable, k2: variable }));
  },
  'save-ok': () => inFolder(() => saved(`${DIR}/m`, { globalStep: 3 })),
  'save-step-tensor': () =>
    inFolder(async () => {
      const step = new Variable(4, { name: 'global_step', dtype: 'int64' });
      step.initializer.run();
      return await saved(`${DIR}/m`, { globalStep: step });
    }),
  'save-missing-directory': () => saved(`${DIR}/no/such/m`),
  'save-latest-filename-with-path': () => inFolder(() => saved(`${DIR}/m`, { latestFilename: 'a/b' })),
  'save-conflicts-with-state-file': () => inFolder(() => saved(`${DIR}/checkpoint`)),
  'save-uninitialized': () => inFolder(() => new Saver([make('x', [1])]).save(`${DIR}/m`)),
  'save-negative-step': () => inFolder(() => saved(`${DIR}/n`, { globalStep: -1 })),
  'init-ok': async () => {
    make('scope/kernel', [7, 5]);
    make('scope/bias', [5]);
    await initFromCheckpoint(SINGLE, { 'dense/': 'scope/' });
    return 'ok';
  },
  'init-missing-tensor': () => initFromCheckpoint(SINGLE, { 'dense/nope': make('v', [5]).op.name }),
  'init-missing-in-scope': () => {
    make('notthere', [1]);
    return initFromCheckpoint(SINGLE, { '/': '/' });
  },
  'init-shape-mismatch': () => initFromCheckpoint(SINGLE, { 'dense/bias': make('v', [4]).op.name }),
  'init-dtype-mismatch': () => initFromCheckpoint(SINGLE, { 'dense/bias': make('v', [5], 'int32').op.name }),
  'init-no-such-variable': () => initFromCheckpoint(SINGLE, { 'dense/bias': 'absent' }),
  'init-partitioned-from-whole': async () => {
    makeParts('v', [7, 5], 2);
    await initFromCheckpoint(SINGLE, { 'dense/kernel': 'v' });
    return 'ok';
  },
  'init-partitioned-list': async () => {
    await initFromCheckpoint(SINGLE, { 'dense/kernel': [...makeParts('v', [7, 5], 2)] });
    return 'ok';
  },
  'load-variable': async () => {
    const value = await loadVariable(SINGLE, 'dense/bias');
    value.dispose();
    return value.shape;
  },
  'load-variable-missing': () => loadVariable(SINGLE, 'nope'),
  'list-variables': () => listVariables(SINGLE),
  'list-variables-directory': () =>
    inFolder(async () => {
      await saved(`${DIR}/m`, { globalStep: 3 });
      return await listVariables(DIR);
    }),
  'checkpoint-exists': async () => [
    await checkpointExists(SINGLE),
    await checkpointExists(`${GOLDEN}/v1-single/model.ckpt-12`),
    await checkpointExists(`${DIR}/nothing`),
  ],
};

/** What has no counterpart here. */
const WITHOUT_COUNTERPART: Readonly<Record<string, string>> = {
  'restore-shape-mismatch-resource': 'every variable is checked as one that is no resource',
  'save-closed-session': 'there are no sessions',
  'save-empty-name': 'a path that nothing finds a checkpoint at is refused',
  'save-sharded-v1-pattern': 'a path that TensorFlow takes for a pattern is refused',
};

describe('does what TensorFlow does with', () => {
  for (const { case: name, what, result, ...raised } of recorded.cases) {
    if (name in WITHOUT_COUNTERPART) continue;
    it(`${what} (${name})`, () =>
      graph.run(async () => {
        const outcome = await outcomeOf(CASES[name] as () => Promise<unknown>);
        if (raised.exception === undefined) expect(outcome).toEqual(withFolders(result));
        else expect(outcome).toEqual(expectedError(raised));
      }));
  }
});

interface Raised {
  readonly error: string;
  readonly message: string;
}

async function outcomeOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (!VarscopeError.isInstance(error)) throw error;
    return { error: error.tensorflowError, message: error.message } satisfies Raised;
  }
}

/** The words of the first line, and of the line that names the cause, have to be in the message. */
function expectedError({ exception, message, root_message }: Partial<RecordedCase>): unknown {
  const words = [message, root_message].filter((text) => text !== undefined && text !== 'Graph execution error:');
  return {
    error: exception,
    message: expect.toSatisfy((found: string) => words.every((text) => found.includes(essence(withFolders(text) as string))), words.join('\n')) as string,
  };
}

/** Without what Python prints of its objects. */
function essence(text: string): string {
  return text.replace(/ \{.*\}$/s, '').replace(/Tensor\(.*\)$/, '').replace(/: FAILED_PRECONDITION.*$/, '');
}

function withFolders(value: unknown): unknown {
  const text = JSON.stringify(value).replaceAll('<GOLDEN>', GOLDEN).replaceAll('<DIR>', DIR);
  return JSON.parse(text) as unknown;
}
