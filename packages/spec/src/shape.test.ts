import { expect, it } from 'vitest';
import { formatShape, isFullyDefined, numElements, shapesCompatible } from './shape.js';

it('prints shapes as TensorFlow does', () => {
  expect([[], [3], [3, 4], [null, 4], [null]].map(formatShape)).toEqual(['()', '(3,)', '(3, 4)', '(None, 4)', '(None,)']);
});

it('counts elements: one for a scalar, none where a dimension is 0', () => {
  expect([[], [3], [3, 4], [3, 0]].map(numElements)).toEqual([1, 3, 12, 0]);
});

it('knows a shape that is fully defined', () => {
  expect([[], [3], [null], [3, null]].map(isFullyDefined)).toEqual([true, true, false, false]);
});

it('takes shapes for compatible that are of one rank and equal where both know the dimension', () => {
  expect(shapesCompatible([3, null], [3, 4])).toBe(true);
  expect(shapesCompatible([3, null], [null, 4])).toBe(true);
  expect(shapesCompatible([3, null], [2, 4])).toBe(false);
  expect(shapesCompatible([null], [])).toBe(false);
  expect(shapesCompatible([], [])).toBe(true);
});
