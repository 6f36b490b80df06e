import { describe, expect, it } from 'vitest';
import { VarscopeError } from './errors.js';
import { PartitionInfo } from './partition-info.js';

/** What a call gives, or the code, TensorFlow's class and the message of what it throws. */
function outcome(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (!VarscopeError.isInstance(error)) throw error;
    return [error.code, error.tensorflowError, error.message];
  }
}

const exceeds = (shape: string): [string, string, string] => [
  'partition-info',
  'ValueError',
  `With self.var_offset=[2, 0], a partition of shape=${shape} would exceed self.full_shape=[4, 3] in dimension 0.`,
];
const AMBIGUOUS = [
  'partition-info',
  'ValueError',
  'Cannot use single_slice_dim() with shape=[2, 2] and self.full_shape=[4, 3] since slice dim could be either dimension 1 or 0.',
];

// What `_PartitionInfo` of TensorFlow 2.21 does: the axis, the offset along it.
describe.each([
  [[4, 3], [2, 0], [2, 3], 0, 2],
  [[4, 3], [0, 0], [4, 3], null, 0],
  [[4, 3], [0, 1], [4, 2], 1, 1],
  [[4, 3], [2, 0], [3, 3], exceeds('[3, 3]'), exceeds('[3, 3]')],
  [[4, 3], [2, 0], [4, 3], exceeds('[4, 3]'), exceeds('[4, 3]')],
  [[4, 3], [1, 1], [2, 2], AMBIGUOUS, AMBIGUOUS],
])('in %j at %j, a shard of %j', (fullShape, varOffset, shape, axis, offset) => {
  const info = new PartitionInfo(fullShape, varOffset);

  it('is smaller along the axis that TensorFlow finds', () => {
    expect(outcome(() => info.singleSliceDim(shape))).toEqual(axis);
  });

  it('has the offset that TensorFlow gives', () => {
    expect(outcome(() => info.singleOffset(shape))).toEqual(offset);
  });
});

it('refuses a shard of another rank', () => {
  expect(outcome(() => new PartitionInfo([4, 3], [2, 0]).singleOffset([2]))).toEqual([
    'partition-info',
    'ValueError',
    'Expected equal length, but received shape=[2] of length 1 while self.full_shape=[4, 3] is of length 2.',
  ]);
});

it.each([[[4], [4]], [[4], [-1]], [[0], [0]]])('refuses the shape %j with the offset %j', (fullShape, varOffset) => {
  const [size, offset] = [String(fullShape[0]), String(varOffset[0])];
  expect(outcome(() => new PartitionInfo(fullShape, varOffset))).toEqual([
    'partition-too-many',
    'ValueError',
    `Expected 0 <= offset < shape but found offset=${offset}, shape=${size} for var_offset=[${offset}], full_shape=[${size}]`,
  ]);
});

it('refuses an offset of another length than the shape, and what is no list', () => {
  expect(outcome(() => new PartitionInfo([4, 3], [1]))).toEqual([
    'partition-info',
    'ValueError',
    'Expected equal length, but `var_offset` is of length 1 while full_shape is of length 2.',
  ]);
  const four = 4 as unknown as number[]; // a program without types
  for (const call of [
    () => new PartitionInfo(four, [0]),
    () => new PartitionInfo([4], four),
    () => new PartitionInfo([4], [0]).singleSliceDim(four),
  ]) {
    expect(outcome(call)).toMatchObject(['partition-info', 'TypeError', /must be a sequence \(like tuple or list\) instead of number$/]);
  }
});

it('is about the whole of a scalar', () => {
  expect(new PartitionInfo([], []).singleOffset([])).toBe(0);
});
