import { expect, it } from 'vitest';
import { computeFans } from './compute-fans.js';

it.each([
  [[], 1, 1],
  [[7], 7, 7],
  [[2, 3], 2, 3],
  [[3, 4, 5], 12, 15],
  [[3, 3, 8, 16], 72, 144],
  [[0, 3, 4], 0, 0],
])('gives the shape %j the fans %i and %i', (shape, fanIn, fanOut) => {
  expect(computeFans(shape)).toEqual({ fanIn, fanOut });
});
