import {
  DTypeInvalidError,
  InvalidArgumentError,
  PartitionerArgumentError,
  PartitionerAxisError,
  ShapeNotFullyDefinedError,
} from '@varscope/spec/errors';
import type { DType } from '@varscope/spec';
import { describe, expect, it } from 'vitest';
import { variableAxisSizePartitioner } from './variable-axis-size-partitioner.js';

it('makes shards of at most the bytes asked for', () => {
  expect(variableAxisSizePartitioner(1 << 20)([1024, 1024], 'float32')).toEqual([4, 1]);
  expect(variableAxisSizePartitioner(1 << 20, { axis: 1 })([1024, 1024], 'float64')).toEqual([1, 8]);
});

it('puts one entry of the axis into a shard where an entry alone is larger', () => {
  expect(variableAxisSizePartitioner(1)([6, 4], 'float32')).toEqual([6, 1]);
});

it('takes strings to have 16 bytes unless told otherwise', () => {
  expect(variableAxisSizePartitioner(64)([16], 'string')).toEqual([4]);
  expect(variableAxisSizePartitioner(64, { bytesPerStringElement: 64 })([16], 'string')).toEqual([16]);
});

it('makes at most maxShards shards, and takes 0 for no limit', () => {
  expect(variableAxisSizePartitioner(16, { maxShards: 2 })([6, 4], 'float32')).toEqual([2, 1]);
  expect(variableAxisSizePartitioner(16, { maxShards: 0 })([6, 4], 'float32')).toEqual([6, 1]);
  expect(variableAxisSizePartitioner(16, { maxShards: null })([6, 4], 'float32')).toEqual([6, 1]);
});

describe('refuses when it is made', () => {
  it.each([0, -1, 0.5, NaN, Infinity])('%d bytes for a shard', (maxShardBytes) => {
    expect(() => variableAxisSizePartitioner(maxShardBytes)).toThrow(PartitionerArgumentError);
    expect(() => variableAxisSizePartitioner(maxShardBytes)).toThrow(
      /^Both max_shard_bytes and bytes_per_string_element must be positive/,
    );
  });

  it.each([0, -4])('%d bytes for a string', (bytesPerStringElement) => {
    expect(() => variableAxisSizePartitioner(100, { bytesPerStringElement })).toThrow(PartitionerArgumentError);
  });

  it('a negative number of shards', () => {
    expect(() => variableAxisSizePartitioner(10, { maxShards: -1 })).toThrow(PartitionerArgumentError);
    expect(() => variableAxisSizePartitioner(10, { maxShards: -1 })).toThrow(/^max_shards must be positive/);
  });
});

describe('refuses when it is called', () => {
  const partitioner = variableAxisSizePartitioner(16);

  it('an axis that the shape lacks', () => {
    expect(() => partitioner([], 'float32')).toThrow(PartitionerAxisError);
  });

  it.each([[[0, 3]], [[3, 0]]])('the empty shape %j, where TensorFlow divides by zero', (shape) => {
    expect(() => partitioner(shape, 'float32')).toThrow(InvalidArgumentError);
    expect(() => partitioner(shape, 'float32')).toThrow(/division by zero/);
  });

  it('an unknown dimension, and what is no shape', () => {
    // What untyped code passes.
    expect(() => partitioner([null, 3] as unknown as number[], 'float32')).toThrow(ShapeNotFullyDefinedError);
    expect(() => partitioner([null, 3] as unknown as number[], 'float32')).toThrow(/\(None, 3\)/);
    expect(() => partitioner(6 as unknown as number[], 'float32')).toThrow(InvalidArgumentError);
  });

  it('a dtype that TensorFlow does not have', () => {
    expect(() => partitioner([6, 4], 'float31' as DType)).toThrow(DTypeInvalidError);
  });
});
