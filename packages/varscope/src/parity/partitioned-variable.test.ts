/** The members of a partitioned variable, the partitioners, and what reads shards. */
import '@tensorflow/tfjs-backend-cpu';
import { tensor2d, type Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createPartitionedVariables,
  embeddingLookup,
  fixedSizePartitioner,
  getVariable,
  Graph,
  isPartitionedVariable,
  onesInitializer,
  PartitionedExistsError,
  PartitionedVariable,
  PartitionMismatchError,
  UnpartitionedExistsError,
  variableScope,
  zerosInitializer,
} from '../index.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

const partitioner = fixedSizePartitioner(2);
const zeros = (): PartitionedVariable => getVariable('v', [3, 2], { initializer: zerosInitializer(), partitioner });

function take(tensor: Tensor): unknown {
  const value: unknown = tensor.arraySync();
  tensor.dispose();
  return value;
}

describe('a partitioned variable', () => {
  test('name, dtype, shape, get_shape: are those of the whole', () => {
    graph.run(() => {
      const v = variableScope('foo', zeros);
      expect([v.name, v.declaredDtype, v.shape]).toEqual(['foo/v', 'float32', [3, 2]]);
      expect([v instanceof PartitionedVariable, isPartitionedVariable(v)]).toEqual([true, true]);
    });
  });

  test('is iterated over and counted by its shards', () => {
    graph.run(() => {
      const v = zeros();
      expect([v.length, v.partitions, [...v].map(({ shape }) => shape)]).toEqual([2, [2, 1], [[2, 2], [1, 2]]]);
    });
  });

  test('as_tensor: is the concatenation', () => {
    graph.run(() => {
      expect(take(zeros().asTensor())).toEqual([[0, 0], [0, 0], [0, 0]]);
    });
  });

  test('assign, assign_add, assign_sub: take a whole value, a tensor for every shard, or a partitioned variable', () => {
    graph.run(() => {
      const v = zeros();
      const parts = [tensor2d([[1, 2], [3, 4]]), tensor2d([[5, 6]])];
      v.assign([[1, 1], [1, 1], [1, 1]]).assignAdd(parts).assignSub(v);
      expect(take(v.assignAdd(parts).asTensor())).toEqual([[1, 2], [3, 4], [5, 6]]);
      for (const part of parts) part.dispose();
    });
  });

  test('is shared by name: with the same partitions, or without a partitioner in a scope that reuses', () => {
    graph.run(() => {
      const v = zeros();
      expect(getVariable('v', [3, 2], { partitioner, reuse: true })).toBe(v);
      expect(getVariable('v', { reuse: true })).toBe(v);
      expect(() => getVariable('v', [3, 2], { partitioner: fixedSizePartitioner(3), reuse: true })).toThrow(PartitionMismatchError);
      expect(() => getVariable('v', [3, 2])).toThrow(PartitionedExistsError);
      getVariable('w', [3, 2]);
      expect(() => getVariable('w', [3, 2], { partitioner, reuse: true })).toThrow(UnpartitionedExistsError);
    });
  });
});

test('tf.create_partitioned_variables gives the shards of a scope of its own', () => {
  graph.run(() => {
    const shards = createPartitionedVariables([4], [2], onesInitializer(), { name: 'foo' });
    expect(shards.map(({ name, shape }) => [name, shape])).toEqual([['foo/part_0:0', [2]], ['foo/part_1:0', [2]]]);
    expect(createPartitionedVariables([4], [2], null)[0]?.name).toBe('PartitionedVariable/part_0:0');
  });
});

test('tf.nn.embedding_lookup finds rows by both strategies', () => {
  graph.run(() => {
    const plain = getVariable('plain', { initializer: [[0], [1], [2]] });
    const shards = zeros().assign([[0, 0], [1, 1], [2, 2]]);
    expect(take(embeddingLookup(plain, [[2], [0]]))).toEqual([[[2]], [[0]]]);
    expect(take(embeddingLookup(shards, [2, 1], { partitionStrategy: 'div' }))).toEqual([[2, 2], [1, 1]]);
    expect(take(embeddingLookup(shards, [2, 1], { partitionStrategy: 'mod' }))).toEqual([[1, 1], [2, 2]]);
  });
});
