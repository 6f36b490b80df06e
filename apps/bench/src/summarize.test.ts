import { expect, it } from 'vitest';
import { medianRatio, summarize } from './summarize.js';

it('gives median, minimum and the value that nine of ten samples stay below', () => {
  const samples = [11, 1, 3, 2, 4, 5, 6, 7, 8, 9, 10];
  expect(summarize(samples)).toEqual({ median: 6, min: 1, p90: 10 });
});

it('lies between samples where none is in the middle', () => {
  expect(summarize([1, 2, 4, 8]).median).toBe(3);
  expect(summarize([1, 2, 4, 8]).p90).toBeCloseTo(6.8);
});

it('compares the samples of one round with each other', () => {
  // The machine was slow in the second round, for both.
  expect(medianRatio([2, 40, 2.2], [1, 20, 1])).toBe(2);
});
