import { expect, test } from 'vitest';
import { hashElements } from '../testdata/hash-elements.js';
import { closeKernels, largestDistance, recordedKernels } from '../testdata/recorded-kernels.js';
import { fillNormal } from './fill-normal.js';
import type { FloatDType } from './round-to-dtype.js';

const SEED = { pair: [87654321, 42], run: 0 } as const;

test.each(recordedKernels<FloatDType>('RandomStandardNormal'))('gives the bits of TensorFlow: $name', async (recorded) => {
  const { dtype, seed, n } = recorded;
  const out = new Float32Array(n);
  fillNormal(out, seed, { dtype });
  expect(await hashElements(out, dtype)).toBe(recorded.hash);
});

test.each(closeKernels('RandomStandardNormal'))('comes within 4 ulp of TensorFlow in float64: $name', (recorded) => {
  const out = new Float64Array(recorded.n);
  fillNormal(out, recorded.seed);
  expect(largestDistance(out.slice(0, 64), recorded.first)).toBeLessThanOrEqual(4);
  expect(largestDistance(out.slice(-64), recorded.last)).toBeLessThanOrEqual(4);
});

test('makes a negative zero of a negative number and a standard deviation of zero', () => {
  const out = new Float32Array(4);
  fillNormal(out, SEED, { stddev: 0 });
  expect([...out]).toEqual([-0, -0, -0, 0]);
});

test('adds the mean after the scaling was rounded', () => {
  const out = new Float32Array(4);
  fillNormal(out, SEED, { mean: 0.1, stddev: 0.3 });
  const standard = new Float32Array(4);
  fillNormal(standard, SEED);
  const { fround } = Math;
  expect([...out]).toEqual([...standard].map((z) => fround(fround(z * fround(0.3)) + fround(0.1))));
});
