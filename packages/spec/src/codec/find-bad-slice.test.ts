import { expect, test } from 'vitest';
import type { TensorSlice } from '../tensor-reader.js';
import { findBadSlice } from './find-bad-slice.js';

const slice = (offset: number[], shape: number[]): TensorSlice => ({ offset, shape });

test.each<[string, number[], TensorSlice[]]>([
  ['tile a tensor', [4, 4], [slice([2, 0], [2, 4]), slice([0, 2], [2, 2]), slice([0, 0], [2, 2])]],
  ['leave a part of it out', [4], [slice([3], [1]), slice([0], [1])]],
  ['are one of a scalar', [], [slice([], [])]],
  ['are none', [2], []],
])('nothing is wrong with slices that %s', (_, shape, slices) => {
  expect(findBadSlice(shape, slices)).toBeNull();
});

test.each<[string, number[], TensorSlice[]]>([
  ['Mismatching ranks: shape = [4], slice = 0,1:0,1', [4], [slice([0, 0], [1, 1])]],
  ['Extent in dimension 1 out of bounds: shape = [4,4], slice = 0,4:2,3', [4, 4], [slice([0, 2], [4, 3])]],
  ['Overlapping slices: existing slice = 0,4:1,2, new slice = 3,1:2,1', [4, 4], [slice([3, 2], [1, 1]), slice([0, 1], [4, 2])]],
  ['Overlapping slices: existing slice = , new slice = ', [], [slice([], []), slice([], [])]],
])('it says %s', (problem, shape, slices) => {
  expect(findBadSlice(shape, slices)).toBe(problem);
});
