/** Rows and gradients of `sum(rows²)` as TensorFlow 2.21 gives them for a fixed-size partitioned embedding of 0, 1, 2, … */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { memory, slice, square, sum, tensor2d, tidy, variableGrads, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { saveSliceInfo } from '@varscope/spec';
import { ArgumentTypeError, InvalidArgumentError } from '@varscope/spec/errors';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { embeddingLookup, type PartitionStrategy } from './embedding-lookup.js';
import { Graph } from './graph.js';
import { PartitionedVariable } from './partitioned-variable.js';
import { Variable } from './variable.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

/** Rows [0, 1], [2, 3], … in so many shards. */
function embedding(shards: number, rows: number): PartitionedVariable {
  const parts: Variable[] = [];
  for (let start = 0; parts.length < shards; ) {
    const count = Math.floor(rows / shards) + (parts.length < rows % shards ? 1 : 0);
    const values = Array.from({ length: count }, (_, i) => [2 * (start + i), 2 * (start + i) + 1]);
    const part = graph.run(() => new Variable(values, { name: `e/part_${parts.length}` }));
    part.saveSliceInfo = saveSliceInfo('e', [rows, 2], [start, 0], [count, 2]);
    parts.push(part);
    start += count;
  }
  return new PartitionedVariable('e', [rows, 2], 'float32', parts, [shards, 1]);
}

it.each<[PartitionStrategy, number, number, unknown, unknown]>([
  ['mod', 3, 7, [[0, 1], [2, 3], [6, 7], [10, 11], [6, 7]], [[[0, 2], [4, 6], [0, 0]], [[24, 28], [0, 0]], [[20, 22], [0, 0]]]],
  ['mod', 2, 4, [[0, 1], [6, 7], [4, 5], [2, 3], [4, 5]], [[[0, 2], [4, 6]], [[16, 20], [12, 14]]]],
  ['mod', 3, 4, [[0, 1], [2, 3], [4, 5], [6, 7], [4, 5]], [[[0, 2], [4, 6]], [[16, 20]], [[12, 14]]]],
  ['mod', 4, 4, [[0, 1], [6, 7], [2, 3], [4, 5], [2, 3]], [[[0, 2]], [[8, 12]], [[8, 10]], [[12, 14]]]],
  ['div', 3, 7, [[0, 1], [6, 7], [2, 3], [4, 5], [2, 3]], [[[0, 2], [8, 12], [8, 10]], [[12, 14], [0, 0]], null]],
  ['div', 2, 4, [[0, 1], [6, 7], [2, 3], [4, 5], [2, 3]], [[[0, 2], [8, 12]], [[8, 10], [12, 14]]]],
  ['div', 3, 4, [[0, 1], [6, 7], [2, 3], [4, 5], [2, 3]], [[[0, 2], [8, 12]], [[8, 10]], [[12, 14]]]],
  ['div', 4, 4, [[0, 1], [6, 7], [2, 3], [4, 5], [2, 3]], [[[0, 2]], [[8, 12]], [[8, 10]], [[12, 14]]]],
])('finds rows by %s in %i shards of %i rows, with gradients for the shards', (partitionStrategy, shards, rows, expected, gradients) => {
  const whole = embedding(shards, rows);
  const before = memory().numTensors;
  const ids = [0, 3, 1, 2, 1];
  const found = embeddingLookup(whole, ids, { partitionStrategy });
  expect(found.arraySync()).toEqual(expected);
  found.dispose();
  const { value, grads } = variableGrads(() => sum<Scalar>(square(embeddingLookup(whole, ids, { partitionStrategy }))), [...whole]);
  // TensorFlow has zeros where tfjs has no gradient: for a shard that no row came from.
  expect([...whole].map((shard) => grads[shard.name]?.arraySync() ?? null)).toEqual(gradients);
  for (const tensor of [value, ...Object.values(grads)]) tensor.dispose();
  expect(memory().numTensors).toBe(before);
});

it('gives the rows the shape of the ids', () => {
  const whole = embedding(3, 7);
  const results = [[[6, 0], [5, 5]], 4, [[]]].map((ids) => embeddingLookup(whole, ids, { partitionStrategy: 'div' }));
  expect(results.map((result) => result.arraySync())).toEqual([[[[12, 13], [0, 1]], [[10, 11], [10, 11]]], [8, 9], []]);
  expect(results.map((result) => result.shape)).toEqual([[2, 2, 2], [2], [1, 0, 2]]);
  for (const result of results) result.dispose();
});

it('takes a tensor, a variable, or a list of them', () => {
  const table = tensor2d([[0, 1], [2, 3], [4, 5]]);
  const [variable] = embedding(1, 3);
  tidy(() => {
    const halves = [slice(table, [0, 0], [2, 2]), slice(table, [2, 0], [1, 2])];
    const tables: readonly (Tensor | readonly Tensor[])[] = [table, variable as Variable, [table], halves];
    expect(tables.map((each) => embeddingLookup(each, [2], { partitionStrategy: 'div' }).arraySync())).toEqual(tables.map(() => [[4, 5]]));
  });
  table.dispose();
});

it('refuses ids outside, ids that are no integers, no table and another strategy', () => {
  const whole = embedding(3, 7);
  const [first] = whole;
  for (const partitionStrategy of ['mod', 'div'] as const) {
    for (const id of [7, -1]) {
      expect(() => embeddingLookup(whole, [0, id], { partitionStrategy })).toThrow(InvalidArgumentError);
      expect(() => embeddingLookup(first as Variable, [id], { partitionStrategy })).toThrow(InvalidArgumentError);
    }
  }
  expect(() => embeddingLookup(whole, [0.5])).toThrow(ArgumentTypeError);
  expect(() => tidy(() => embeddingLookup(whole, tensor2d([[0]])))).toThrow(ArgumentTypeError);
  expect(() => embeddingLookup([], [0])).toThrow('Need at least one param');
  expect(() => embeddingLookup(whole, [0], { partitionStrategy: 'x' as 'mod' })).toThrow(/^Unrecognized partition strategy: x/);
});
