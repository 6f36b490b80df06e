import '@tensorflow/tfjs-backend-cpu';
import { tensor2d } from '@tensorflow/tfjs-core';
import { saveSliceInfo } from '@varscope/spec';
import { AssignShapeError } from '@varscope/spec/errors';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { assign, assignAdd } from './assign.js';
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

/** A variable of the shape [3, 2] in shards of so many rows. */
function partitioned(rows: readonly number[]): PartitionedVariable {
  let offset = 0;
  const shards = rows.map((count, index) => {
    const shard = graph.run(() => new Variable(Array.from({ length: count }, () => [0, 0]), { name: `v/part_${index}` }));
    shard.saveSliceInfo = saveSliceInfo('v', [3, 2], [offset, 0], [count, 2]);
    offset += count;
    return shard;
  });
  return new PartitionedVariable('v', [3, 2], 'float32', shards, [rows.length, 1]);
}

function valuesOf(variable: PartitionedVariable): unknown[] {
  return [...variable].map((shard) => shard.arraySync());
}

it('gives every shard its slice of a value of the full shape', () => {
  const variable = partitioned([2, 1]);
  expect(assign(variable, [[1, 2], [3, 4], [5, 6]])).toBe(variable);
  expect(valuesOf(variable)).toEqual([[[1, 2], [3, 4]], [[5, 6]]]);
  assignAdd(variable, [[1, 1], [1, 1], [1, 1]]);
  expect(valuesOf(variable)).toEqual([[[2, 3], [4, 5]], [[6, 7]]]);
});

it('takes a list with a tensor for every shard', () => {
  const variable = partitioned([2, 1]);
  const parts = [tensor2d([[1, 2], [3, 4]]), tensor2d([[5, 6]])];
  variable.assign(parts).assignSub(parts);
  expect(valuesOf(variable)).toEqual([[[0, 0], [0, 0]], [[0, 0]]]);
  for (const part of parts) part.dispose();
});

it('takes the value of another partitioned variable, however that is partitioned', () => {
  const source = partitioned([1, 2]).assign([[1, 2], [3, 4], [5, 6]]);
  expect(valuesOf(partitioned([2, 1]).assign(source))).toEqual([[[1, 2], [3, 4]], [[5, 6]]]);
});

it('changes no shard when a part has another shape, or there are too few', () => {
  const variable = partitioned([2, 1]);
  const parts = [tensor2d([[1, 2], [3, 4]]), tensor2d([[5, 6], [7, 8]])];
  for (const value of [parts, parts.slice(0, 1), [[1, 2], [3, 4]]]) {
    expect(() => variable.assign(value)).toThrow(AssignShapeError);
  }
  expect(valuesOf(variable)).toEqual([[[0, 0], [0, 0]], [[0, 0]]]);
  for (const part of parts) part.dispose();
});
