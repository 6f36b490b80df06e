import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { memory, mul, sum, Tensor, tensor, tensor2d, variableGrads, type Scalar } from '@tensorflow/tfjs-core';
import { isPartitionedVariable, saveSliceInfo } from '@varscope/spec';
import { ValueRangeError, VariableDisposedError } from '@varscope/spec/errors';
import { afterEach, beforeEach, expect, it } from 'vitest';
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

/** [[1, 2, 3], [4, 5, 6]] in a shard of two columns and one of one. */
function byColumns(): PartitionedVariable {
  const shards = graph.run(() => [
    new Variable([[1, 2], [4, 5]], { name: 'p/part_0' }),
    new Variable([[3], [6]], { name: 'p/part_1' }),
  ]);
  shards.forEach((shard, i) => (shard.saveSliceInfo = saveSliceInfo('p', [2, 3], [0, 2 * i], shard.shape)));
  return new PartitionedVariable('p', [2, 3], 'float32', shards, [1, 2]);
}

it('is its shards in order, and tells what the whole is', () => {
  const whole = byColumns();
  expect([...whole]).toEqual(whole.shards);
  expect(whole).toMatchObject({ name: 'p', shape: [2, 3], length: 2, partitions: [1, 2], axis: 1, declaredDtype: 'float32', isDisposed: false });
  expect([...whole].map((shard) => shard.saveSliceInfo?.spec)).toEqual(['2 3 0,2:0,2', '2 3 0,2:2,1']);
});

it('is no tensor to tfjs, so that no gradient is lost on the way', () => {
  const whole = byColumns();
  expect((whole as unknown) instanceof Tensor).toBe(false);
  expect(isPartitionedVariable(whole)).toBe(true);
  expect(() => sum(whole as unknown as Tensor)).toThrow();
});

it('gives a tensor with gradients for every shard', () => {
  const whole = byColumns();
  const weights = tensor2d([[1, 2, 3], [4, 5, 6]]);
  const { value, grads } = variableGrads(() => sum<Scalar>(mul(whole.asTensor(), weights)), [...whole]);
  expect([value.arraySync(), grads['p/part_0:0']?.arraySync(), grads['p/part_1:0']?.arraySync()]).toEqual([91, [[1, 2], [4, 5]], [[3], [6]]]);
  for (const tensor of [weights, value, ...Object.values(grads)]) tensor.dispose();
});

it('gives a tensor of its own, also of a single shard', () => {
  const shard = graph.run(() => new Variable([1, 2]));
  const value = new PartitionedVariable('p', [2], 'float32', [shard], [1]).asTensor();
  shard.assign([3, 4]);
  expect(value.arraySync()).toEqual([1, 2]);
  value.dispose();
});

it('gives the shards their columns', () => {
  const whole = byColumns();
  const before = memory().numTensors;
  whole.assign([[10, 20, 30], [40, 50, 60]]).assignAdd([[1, 1, 1], [1, 1, 1]]);
  expect([...whole].map((shard) => shard.arraySync())).toEqual([[[11, 21], [41, 51]], [[31], [61]]]);
  expect(memory().numTensors).toBe(before);
});

it('changes no shard when the part of another does not fit', () => {
  const shards = graph.run(() => [0, 1].map(() => new Variable([0], { dtype: 'int8' })));
  shards.forEach((shard, i) => (shard.saveSliceInfo = saveSliceInfo('p', [2], [i], [1])));
  const whole = new PartitionedVariable('p', [2], 'int8', shards, [2]);
  const value = tensor([1, 300], [2], 'int32');
  expect(() => whole.assign(value)).toThrow(ValueRangeError);
  value.dispose();
  expect(shards.map((shard) => shard.arraySync())).toEqual([[0], [0]]);
});

it('disposes its shards, and has no value after that', () => {
  const before = memory().numTensors;
  const whole = byColumns();
  whole.dispose();
  whole.dispose();
  expect([whole.isDisposed, memory().numTensors]).toEqual([true, before]);
  expect(() => whole.asTensor()).toThrow(VariableDisposedError);
});
