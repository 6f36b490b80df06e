import { PartitionerAxisError, ShapeNotFullyDefinedError } from '@varscope/spec/errors';
import { expect, it } from 'vitest';
import { fixedSizePartitioner } from './fixed-size-partitioner.js';

it('splits the first axis unless told otherwise', () => {
  expect(fixedSizePartitioner(3)([10, 4], 'float32')).toEqual([3, 1]);
  expect(fixedSizePartitioner(3, { axis: 1 })([10, 4], 'float32')).toEqual([1, 3]);
});

it('counts a negative axis from the end', () => {
  expect(fixedSizePartitioner(3, { axis: -1 })([10, 4], 'float32')).toEqual([1, 3]);
});

it('makes no more shards than the axis has entries', () => {
  expect(fixedSizePartitioner(64)([5, 2], 'float32')).toEqual([5, 1]);
});

it('leaves numbers of shards below one to the creation of the variable, as TensorFlow does', () => {
  expect(fixedSizePartitioner(0)([5], 'float32')).toEqual([0]);
});

it.each([2, -3, 0.5, NaN])('refuses the axis %d of a matrix', (axis) => {
  expect(() => fixedSizePartitioner(2, { axis })([6, 4], 'float32')).toThrow(PartitionerAxisError);
  expect(() => fixedSizePartitioner(2, { axis })([6, 4], 'float32')).toThrow(/^list index out of range/);
  expect(() => fixedSizePartitioner(2, { axis })([6, 4], 'float32')).toThrow(
    expect.objectContaining({ tensorflowError: 'IndexError' }),
  );
});

it('refuses a scalar, which has no axis', () => {
  expect(() => fixedSizePartitioner(2)([], 'float32')).toThrow(PartitionerAxisError);
});

it('refuses an unknown dimension', () => {
  const shape = [null, 3] as unknown as number[]; // what untyped code passes
  expect(() => fixedSizePartitioner(2)(shape, 'float32')).toThrow(ShapeNotFullyDefinedError);
});
