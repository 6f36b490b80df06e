import { PartitionerArgumentError, PartitionerAxisError, ShapeNotFullyDefinedError } from '@varscope/spec/errors';
import { expect, it } from 'vitest';
import { minMaxVariablePartitioner } from './min-max-variable-partitioner.js';

it('makes one shard unless told otherwise', () => {
  expect(minMaxVariablePartitioner()([1024, 1024], 'float32')).toEqual([1, 1]);
});

it('makes shards of at least 256 KiB unless told otherwise', () => {
  expect(minMaxVariablePartitioner({ maxPartitions: 64 })([1024, 1024], 'float32')).toEqual([16, 1]);
  expect(minMaxVariablePartitioner({ maxPartitions: 64, minSliceSize: 1 << 20 })([1024, 1024], 'float32')).toEqual([4, 1]);
});

it('makes at most maxPartitions shards, and no more than the axis has entries', () => {
  expect(minMaxVariablePartitioner({ maxPartitions: 8 })([1024, 1024], 'float32')).toEqual([8, 1]);
  expect(minMaxVariablePartitioner({ maxPartitions: 64, axis: 1 })([1 << 20, 3], 'float32')).toEqual([1, 3]);
});

it('gives at least one shard, also of nothing', () => {
  expect(minMaxVariablePartitioner({ maxPartitions: 0 })([6, 4], 'float32')).toEqual([1, 1]);
  expect(minMaxVariablePartitioner({ maxPartitions: 4 })([0, 3], 'float32')).toEqual([1, 1]);
});

it('names an axis beyond the last one, and refuses one before the first', () => {
  expect(() => minMaxVariablePartitioner({ axis: 2 })([6, 4], 'float32')).toThrow(PartitionerAxisError);
  expect(() => minMaxVariablePartitioner({ axis: 2 })([6, 4], 'float32')).toThrow(
    /^Cannot partition variable along axis 2 when shape is only \(6, 4\)/,
  );
  expect(() => minMaxVariablePartitioner({ axis: -3 })([6, 4], 'float32')).toThrow(PartitionerAxisError);
});

it('refuses a slice size of zero when it is made', () => {
  expect(() => minMaxVariablePartitioner({ minSliceSize: 0 })).toThrow(PartitionerArgumentError);
});

it('refuses an unknown dimension', () => {
  const shape = [null, 3] as unknown as number[]; // what untyped code passes
  expect(() => minMaxVariablePartitioner()(shape, 'float32')).toThrow(ShapeNotFullyDefinedError);
});
