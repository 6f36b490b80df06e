import '@tensorflow/tfjs-backend-cpu';
import { fileURLToPath } from 'node:url';
import { scalar, type Tensor } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ConformanceCase, Json } from './case-format.js';
import { compareCase } from './compare-case.js';
import { measureCase } from './measure-case.js';
import { readCaseFile } from './read-case-file.js';

const quirks = readCaseFile(fileURLToPath(new URL('../cases/quirks.json.gz', import.meta.url))).cases;
const docs = readCaseFile(fileURLToPath(new URL('../cases/docs.json.gz', import.meta.url))).cases;

/** The fields of a case that are compared. */
const GOLDEN = ['trace', 'final', 'session_trace'] as const;
type Golden = Pick<ConformanceCase, (typeof GOLDEN)[number]>;

/** Every place of a golden trace that holds neither a list nor a record, but for texts that are never compared. */
function leaves(value: Json | undefined, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return value === undefined || path.at(-1) === 'msg' ? [] : [path];
  return Object.entries(value).flatMap(([field, item]) => leaves(item, [...path, field]));
}

function plant(golden: Golden, path: readonly (string | number)[]): Golden {
  const copy = structuredClone(golden);
  let holder = copy as unknown as Record<string | number, Json>; // lists and records alike
  for (const field of path.slice(0, -1)) holder = holder[field] as unknown as typeof holder; // on the way to the leaf
  const last = path.at(-1) as string | number; // no path is empty
  holder[last] = altered(holder[last] as Json); // the leaf
  return copy;
}

function altered(leaf: Json): Json {
  if (typeof leaf === 'boolean') return !leaf;
  if (typeof leaf === 'number') return leaf + 1;
  return typeof leaf === 'string' ? `${leaf}_1` : 'planted';
}

function goldenOf(testCase: ConformanceCase): Golden {
  return Object.fromEntries(GOLDEN.map((field) => [field, testCase[field]])) as Golden; // the three fields
}

describe('a difference that is planted in a golden trace is found', () => {
  test.each(docs.map((testCase) => [testCase.id, testCase] as const))('in any place of %s', (_, testCase) => {
    const measured = measureCase(testCase);
    const golden = goldenOf(testCase);
    const missed = leaves(golden as unknown as Json) // made of JSON
      .filter((path) => compareCase({ ...testCase, ...plant(golden, path) }, measured).length === 0)
      .map((path) => path.join('/'));
    expect(missed).toEqual([]);
  });

  test('when an event is missing, or one too many', () => {
    const [testCase] = docs;
    const { trace } = testCase as unknown as { trace: Json[] }; // a list of events
    const measured = measureCase(testCase as ConformanceCase); // there are cases
    for (const changed of [trace.slice(1), trace.slice(0, -1), [...trace, ...trace.slice(-1)]]) {
      expect(compareCase({ ...(testCase as ConformanceCase), trace: changed }, measured)).not.toEqual([]);
    }
  });

  test('when a collection is in another order', () => {
    const testCase = docs.find(({ id }) => id === 'doc-get_local_variable-collections') as ConformanceCase; // it is there
    const final = structuredClone(testCase.final) as { collections: Record<string, Json[]> }; // see FORMAT.md
    final.collections['local_variables']?.reverse();
    expect(compareCase({ ...testCase, final }, measureCase(testCase))).not.toEqual([]);
  });
});

type Api = typeof import('varscope');
type Options = Record<string, unknown>;

const leaked: Tensor[] = [];

/** A field of `target` itself, which its private fields need. */
function ownField(target: object, field: string | symbol): unknown {
  const value: unknown = Reflect.get(target, field);
  return typeof value === 'function' ? value.bind(target) : value;
}

/** Small changes of behaviour, each of which some case has to notice. */
const MUTANTS: Record<string, (api: Api) => Partial<Record<keyof Api, unknown>>> = {
  'regularizers are forgotten': ({ getVariable }) => ({
    getVariable: (name: string, options: Options) => getVariable(name, { ...options, regularizer: null }),
  }),
  'every variable is trainable': ({ getVariable }) => ({
    getVariable: (name: string, options: Options) => getVariable(name, { ...options, trainable: true }),
  }),
  'initial values are wrong': ({ getVariable, isVariable }) => ({
    getVariable: (name: string, options: Options) => {
      const variable = getVariable(name, options);
      if (isVariable(variable) && variable.declaredDtype === 'float32') variable.assignAdd(1);
      return variable;
    },
  }),
  'random values are the same in every graph': ({ Graph }) => ({
    Graph: function (options: object) {
      return new Graph({ ...options, seed: 7 });
    },
  }),
  'reuse gives another object': ({ getVariable, isVariable }) => ({
    getVariable: (name: string, options: Options): unknown => {
      const variable: unknown = getVariable(name, options);
      return isVariable(variable) ? new Proxy(variable, { get: ownField }) : variable;
    },
  }),
  'reuse: true creates what is missing': ({ variableScope, AUTO_REUSE }) => ({
    variableScope: (name: string, options: Options, body: () => void) =>
      variableScope(name, options['reuse'] === true ? { ...options, reuse: AUTO_REUSE } : options, body),
  }),
  'names of ops are not made unique': () => ({ uniqueName: (name: string) => name }),
  'filters of collections are prefixes': ({ getCollection }) => ({
    getCollection: (key: string, scope: string | null = null) =>
      getCollection(key).filter((item) => scope === null || String((item as { name?: string }).name).startsWith(scope)),
  }),
  'creators of variables are not called': () => ({ variableCreatorScope: (_: unknown, body: () => void) => body() }),
  'a tensor is left behind': ({ getVariable }) => ({
    getVariable: (name: string, options: Options) => {
      leaked.push(scalar(1));
      return getVariable(name, options);
    },
  }),
};

describe('a change of behaviour is found', () => {
  afterEach(() => {
    vi.doUnmock('varscope');
    vi.resetModules();
    for (const tensor of leaked.splice(0)) tensor.dispose();
  });

  test.each(Object.keys(MUTANTS))('%s', async (name) => {
    const api = await vi.importActual<Api>('varscope');
    vi.resetModules();
    vi.doMock('varscope', () => ({ ...api, ...MUTANTS[name]?.(api) }));
    const mutated = await import('./measure-case.js');
    const noticed = [...docs, ...quirks].some((testCase) => compareCase(testCase, mutated.measureCase(testCase)).length > 0);
    expect(noticed).toBe(true);
  });

  test('and without one the same way of running finds nothing', async () => {
    const api = await vi.importActual<Api>('varscope');
    vi.resetModules();
    vi.doMock('varscope', () => ({ ...api }));
    const unchanged = await import('./measure-case.js');
    expect(docs.flatMap((testCase) => compareCase(testCase, unchanged.measureCase(testCase)))).toEqual([]);
  });
});
