import '@tensorflow/tfjs-backend-cpu';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runRecorded, type RecordedReport } from '@varscope/recorded-cases';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readGoldenFile } from './read-golden-file.js';

const runGolden = (path: string): Promise<RecordedReport> => runRecorded(path, readGoldenFile);

const RECORDED = fileURLToPath(new URL('../recorded', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('finds every recorded value of the repository in Varscope', async () => {
  const { passed, failures } = await runGolden(RECORDED);
  expect(failures).toEqual([]);
  expect(passed).toBeGreaterThan(250);
});

type Path = readonly [list: string, ...keys: readonly (string | number)[]];

/** Changes what a path leads to in a recorded file, and runs the changed copy. */
function runPlanted(name: string, path: Path, planted: unknown): Promise<RecordedReport> {
  const file = JSON.parse(readFileSync(join(RECORDED, name), 'utf8')) as Record<string | number, unknown>;
  const owner = path.slice(0, -1).reduce((value, key) => value[key] as typeof file, file); // the paths exist
  const last = path.at(-1) as string | number; // no path is empty
  expect(owner[last]).toBeDefined();
  expect(owner[last]).not.toEqual(planted);
  owner[last] = planted;
  writeFileSync(join(folder, name), JSON.stringify(file));
  return runGolden(folder);
}

const ZERO_HASH = '0'.repeat(64);

const PLANTED: readonly (readonly [name: string, path: Path, planted: unknown])[] = [
  ['initializers.json', ['cases', 0, 'out', 'b64'], 'AQAAAA=='],
  ['initializers.json', ['cases', 9, 'out', 'sha256'], ZERO_HASH],
  ['initializers.json', ['cases', 10, 'out', 'dtype'], 'float64'],
  ['initializers.json', ['cases', 10, 'kernel_seeds', 0, 1], 43],
  ['initializers.json', ['cases', 10, 'args', 'seed'], 43],
  ['initializers.json', ['cases', 10, 'shape'], [70]],
  ['errors.json', ['cases', 0, 'error', 'exception'], 'RuntimeError'],
  ['errors.json', ['cases', 2, 'error', 'stage'], 'call'],
  ['fans.json', ['cases', 3, 'fan_in'], 1],
  ['fans.json', ['cases', 2, 'variance_scaling', 0, 3], 1.5],
  ['fans.json', ['cases', 2, 'variance_scaling', 0, 4], '3f800001'],
  ['fans.json', ['cases', 2, 'uniform_unit_scaling_limit', 0], 1],
  ['seeds.json', ['cases', 3, 'seeds', 1], 5],
  ['seeds.json', ['published_tf1_outputs', 1, 'printed', 0], -0.448759],
  ['config.json', ['cases', 1, 'default_config', 'dtype'], 'float64'],
  ['config.json', ['cases', 1, 'examples', 1, 'config', 'seed'], 1],
  ['config.json', ['aliases', 'zeros_initializer'], 'ones'],
  ['config.json', ['conv_seed_state', 0, 'seed_after_call_2'], 14],
  ['config.json', ['conv_seed_state', 0, 'same_value'], true],
  ['kernels.json', ['cases', 0, 'out', 'sha256'], ZERO_HASH],
  ['philox.json', ['cases', 1, 'blocks', 3, 3], '00000000'],
  ['libm.json', ['cases', 2, 'sinf'], '3f800000'],
  ['stateful_runs.json', ['cases', 0, 'runs', 3, 'sha256'], ZERO_HASH],
  ['graph_seed.json', ['cases', 0, 'op_seed_rule_counter', 2, 'out', 'sha256'], ZERO_HASH],
  ['graph_seed.json', ['cases', 1, 'op_seed_rule_op_count', 1, 'out', 'sha256'], ZERO_HASH],
  ['partitioned.json', ['cases', 0, 'shards', 1, 'out', 'sha256'], ZERO_HASH],
  ['partitioned.json', ['cases', 0, 'shards', 1, 'offset', 0], 5],
  ['partitioned.json', ['cases', 0, 'full_sha256'], ZERO_HASH],
  ['partitioned.json', ['cases', 0, 'shards_share_leading_values'], false],
  ['partitioners.json', ['cases', 0, 'result', 0], 2],
  ['partitioners.json', ['slicing', 1, 'shards', 0, 'name'], 'v/part_1'],
  ['partitioners.json', ['slicing', 0, 'save_spec', 0], '1 0,2'],
  ['partitioners.json', ['names', 0, 'names', 1, 0], 'PartitionedVariable_2/part_0'],
  ['partitioners.json', ['names', 1, 'error', 'exception'], 'TypeError'],
  ['partitioners.json', ['names', 4, 'same_object'], false],
  ['regularizers.json', ['cases', 0, 'out', 'b64'], 'AACAPw=='],
  ['regularizers.json', ['cases', 0, 'op_name'], 'l2_regularizer'],
  ['regularizers.json', ['apply_regularization', 0, 'in_regularization_losses'], []],
  ['regularizers.json', ['arguments', 2, 'call_returns'], 'tensor'],
  ['regularizers.json', ['names', 0, 'tensors', 1], 'l1_regularizer:0'],
  ['regularizers.json', ['variables', 0, 'losses', 0, 'value'], 1.21],
  ['regularizers.json', ['variables', 1, 'total'], 11],
  ['keras_regularizers.json', ['cases', 0, 'keras3', 'b64'], 'AACAPw=='],
  ['keras_regularizers.json', ['orthogonal_regularizer', 1, 'keras3', 'b64'], 'AACAPw=='],
  ['keras_regularizers.json', ['configs', 2, 'config', 'l2'], 0.02],
];

describe.each(PLANTED)('in %s at %j', (name, path, planted) => {
  it(`finds the planted ${JSON.stringify(planted)}`, async () => {
    expect((await runPlanted(name, path, planted)).failures).toHaveLength(1);
  });
});

describe('a directory', () => {
  it('fails without a case, and where there is none', async () => {
    writeFileSync(join(folder, 'other.json'), '{"schema":"of something else"}');
    mkdirSync(join(folder, 'inner'));
    expect((await runGolden(folder)).failures).toEqual([{ id: folder, message: 'holds no case' }]);
    expect((await runGolden(join(folder, 'absent'))).failures).toHaveLength(1);
  });

  it('fails with a file that has no cases, or cases of an unknown kind', async () => {
    writeFileSync(join(folder, 'empty.json'), '{"format":1,"kind":"philox","cases":[]}');
    expect((await runGolden(folder)).failures).toHaveLength(1);
    writeFileSync(join(folder, 'unknown.json'), '{"format":1,"kind":"constructor","cases":[]}');
    expect((await runGolden(folder)).failures[0]?.message).toMatch("unknown kind 'constructor'");
    writeFileSync(join(folder, 'unknown.json'), '{"format":1,');
    expect((await runGolden(folder)).failures).toHaveLength(1);
  });

  it('is read with all directories below it', async () => {
    mkdirSync(join(folder, 'inner'));
    writeFileSync(join(folder, 'inner', 'philox.json'), readFileSync(join(RECORDED, 'philox.json')));
    expect(await runGolden(folder)).toEqual({ passed: 4, failures: [] });
  });
});
