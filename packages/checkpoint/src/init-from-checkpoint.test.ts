import '@tensorflow/tfjs-backend-cpu';
import { memory } from '@tensorflow/tfjs-core';
import { memoryFiles } from '@varscope/files';
import { fixedSizePartitioner } from '@varscope/partitioners';
import { getVariable, variableScope } from '@varscope/scopes';
import type { FileSystem } from '@varscope/spec';
import { InvalidArgumentError, TensorNotFoundError } from '@varscope/spec/errors';
import { Graph, globalVariablesInitializer, Variable, type GraphVariable, type PartitionedVariable } from '@varscope/store';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AssignmentMap } from './assignment-map.js';
import { initFromCheckpoint, type InitFromCheckpointOptions } from './init-from-checkpoint.js';
import { isLoadError } from './load-error.js';
import type { LoadReport } from './load-report.js';
import { Saver } from './saver.js';

const W = [1, 2, 3, 4, 5, 6, 7, 8];
let files: FileSystem;
let graph: Graph;

/** A checkpoint of `bert/w` [4, 2], `bert/layer/b` [2], `bert/layer/b/Adam` [2] and `step` []. */
beforeAll(async () => {
  files = memoryFiles();
  using written = new Graph();
  const variables = written.run(() => [
    new Variable([[1, 2], [3, 4], [5, 6], [7, 8]], { name: 'bert/w' }),
    new Variable([9, 10], { name: 'bert/layer/b' }),
    new Variable([11, 12], { name: 'bert/layer/b/Adam' }),
    new Variable(13, { name: 'step' }),
  ]);
  await new Saver(variables, { files }).save('run/m', { globalStep: 13 });
});
beforeEach(() => {
  graph = new Graph({ initialization: 'deferred' });
});
afterEach(() => graph.dispose());

const load = (map: AssignmentMap, options: InitFromCheckpointOptions = {}): Promise<LoadReport> =>
  graph.run(() => initFromCheckpoint('run/m-13', map, { files, ...options }));
const make = (name: string, shape: readonly number[]): GraphVariable => graph.run(() => getVariable(name, shape, {}));
const makeParts = (name: string, shape: readonly number[], count: number, axis = 0): PartitionedVariable =>
  graph.run(() => getVariable<PartitionedVariable>(name, shape, { partitioner: fixedSizePartitioner(count, { axis }) }));
const valuesOf = (variable: GraphVariable | PartitionedVariable): number[] => {
  const value = 'asTensor' in variable ? variable.asTensor() : variable.readValue();
  const values = [...value.dataSync()];
  value.dispose();
  return values;
};

describe('initFromCheckpoint maps', () => {
  it('a scope to a scope', async () => {
    const [w, b, adam] = [make('model/bert/w', [4, 2]), make('model/bert/layer/b', [2]), make('model/bert/layer/b/Adam', [2])];
    const other = make('model/other', [1]);
    const report = await load({ 'bert/': 'model/bert/' });
    expect([w, b, adam].map(valuesOf)).toEqual([W, [9, 10], [11, 12]]);
    expect(other.isInitialized).toBe(false);
    expect(report.unexpected).toEqual(['step']);
  });

  it('a scope to the root, and the root to a scope', async () => {
    const w = make('w', [4, 2]);
    await load({ 'bert/': '/' });
    const step = make('copy/step', []);
    await load({ '/': 'copy/' });
    expect([w, step].map(valuesOf)).toEqual([W, [13]]);
  });

  it('the root to the root', async () => {
    const variables = [make('bert/w', [4, 2]), make('step', [])];
    await load({ '/': '/' });
    expect(variables.map(valuesOf)).toEqual([W, [13]]);
  });

  it('a scope by an open variable scope', async () => {
    const scope = graph.run(() =>
      variableScope('model', (opened) => {
        getVariable('layer/b', [2]);
        return opened;
      }),
    );
    await load({ 'bert/': `${scope.name}/` });
    expect(valuesOf(graph.store.variables.get('model/layer/b') as GraphVariable)).toEqual([9, 10]);
  });

  it('a name to a name, and a list of pairs', async () => {
    const [a, b] = [make('a', [2]), make('b', [])];
    await load([['bert/layer/b', 'a'], ['step', 'b']]);
    expect([a, b].map(valuesOf)).toEqual([[9, 10], [13]]);
  });

  it('names to variables, in a map too', async () => {
    const a = graph.run(() => new Variable(() => [0, 0], { name: 'a', shape: [2], dtype: 'float32' }));
    await load(new Map([['bert/layer/b', a]]));
    expect(valuesOf(a)).toEqual([9, 10]);
  });

  it('names to partitioned variables, by name, by the variable, by its shards and inside of a scope', async () => {
    const parts = [makeParts('a/w', [4, 2], 3), makeParts('b/w', [4, 2], 2, 1), makeParts('c/w', [4, 2], 4), makeParts('d/w', [4, 2], 2)];
    const [, byVariable, byShards] = parts as [PartitionedVariable, PartitionedVariable, PartitionedVariable];
    await load({ 'bert/w': 'a/w' });
    await load({ 'bert/w': byVariable });
    await load({ 'bert/w': [...byShards] });
    await load({ 'bert/': 'd/' });
    expect(parts.map(valuesOf)).toEqual([W, W, W, W]);
  });

  it('a name to one shard, alone or in a list', async () => {
    const [first, second, third] = [...makeParts('w', [4, 2], 3)] as [GraphVariable, GraphVariable, GraphVariable];
    await load({ 'bert/w': second });
    await load({ 'bert/w': [third] });
    expect([second, third].map(valuesOf)).toEqual([[5, 6], [7, 8]]);
    expect(first.isInitialized).toBe(false);
  });

  it('only the variables that are included, and none that is excluded', async () => {
    const [w, b, adam] = [make('m/w', [4, 2]), make('m/layer/b', [2]), make('m/layer/b/Adam', [2])];
    await load({ 'bert/': 'm/' }, { include: [/w$/, 'm/layer'], exclude: /Adam/g });
    expect([w, b, adam].map((variable) => variable.isInitialized)).toEqual([true, true, false]);
    await load({ 'bert/': 'm/' }, { include: 'm/layer/b/Adam' });
    expect(adam.isInitialized).toBe(true);
  });
});

it('leaves initializers that are run later nothing to do, and other variables to them', async () => {
  const restored = make('step', []);
  const other = make('other', [2]);
  await load({ step: 'step' });
  graph.run(() => globalVariablesInitializer()).run();
  expect(valuesOf(restored)).toEqual([13]);
  expect(other.isInitialized).toBe(true);
});

it('takes the newest checkpoint of a folder', async () => {
  const step = make('step', []);
  const report = await graph.run(() => initFromCheckpoint('run', { step: 'step' }, { files }));
  expect(valuesOf(step)).toEqual([13]);
  expect(report.path).toBe('run/m-13');
});

it('takes the newest checkpoint of a folder of a server, which tells of no folders', async () => {
  const { hasFolder: _, ...served } = files;
  const step = make('step', []);
  for (const hasFolder of [undefined, () => Promise.resolve(false)]) {
    const report = await graph.run(() => initFromCheckpoint('run', { step: 'step' }, { files: { ...served, ...(hasFolder && { hasFolder }) } }));
    expect(report.path).toBe('run/m-13');
  }
  expect(valuesOf(step)).toEqual([13]);
});

it('asks for no state file where there is a checkpoint, since some servers have an answer to everything', async () => {
  make('step', []);
  const served: FileSystem = { ...files, exists: async (path) => path.endsWith('/checkpoint') || (await files.exists(path)) };
  const report = await graph.run(() => initFromCheckpoint('run/m-13', { step: 'step' }, { files: served }));
  expect(report.restored.length).toBe(1);
});

it('changes nothing when a tensor is missing or does not fit, and tells it with a map', async () => {
  const variables = [make('m/w', [4, 2]), make('m/b', [2]), make('m/layer/b', [3])];
  const before = memory().numTensors;
  const error: unknown = await load({ 'bert/': 'm/' }).catch((found: unknown) => found);
  if (!isLoadError(error)) throw error;
  expect(TensorNotFoundError.isInstance(error) && error.tensorflowError).toBe('ValueError');
  expect(error.message).toMatch(/^Tensor bert\/b \(b in bert\/\) is not found in run\/m-13 checkpoint\n/);
  expect(error.report.wrongShape).toEqual([{ variable: 'm/layer/b', tensor: 'bert/layer/b', expected: '[3]', found: '[2]' }]);
  expect(variables.some((variable) => variable.isInitialized)).toBe(false);
  expect(memory().numTensors).toBe(before);
  const report = await load({ 'bert/': 'm/' }, { strict: false });
  expect(report.restored).toEqual([{ variable: 'm/w', tensor: 'bert/w' }]);
  expect(variables.map((variable) => variable.isInitialized)).toEqual([true, false, false]);
});

it('refuses names that mean nothing, and what is no variable', async () => {
  const two = [...makeParts('a', [4, 2], 2), ...makeParts('b', [4, 2], 2)];
  const refusals: AssignmentMap[] = [{ step: 'absent' }, { step: 5 as never }, { step: null as never }, { 'bert/w': two }, { step: [make('v', [])] }];
  for (const map of refusals) await expect(load(map)).rejects.toSatisfy(InvalidArgumentError.isInstance);
});
