import { expect, test } from 'vitest';
import { hashElements } from '../testdata/hash-elements.js';
import { closeKernels, largestDistance, recordedKernels } from '../testdata/recorded-kernels.js';
import { fillTruncatedNormal } from './fill-truncated-normal.js';
import type { FloatDType } from './round-to-dtype.js';

test.each(recordedKernels<FloatDType>('TruncatedNormal'))('gives the bits of TensorFlow: $name', async (recorded) => {
  const { dtype, seed, n } = recorded;
  const out = new Float32Array(n);
  fillTruncatedNormal(out, seed, { dtype });
  expect(await hashElements(out, dtype)).toBe(recorded.hash);
});

test.each(closeKernels('TruncatedNormal'))('comes within 4 ulp of TensorFlow in float64: $name', (recorded) => {
  const out = new Float64Array(recorded.n);
  fillTruncatedNormal(out, recorded.seed);
  expect(largestDistance(out.slice(0, 64), recorded.first)).toBeLessThanOrEqual(4);
  expect(largestDistance(out.slice(-64), recorded.last)).toBeLessThanOrEqual(4);
});

test('reads on in the blocks of a group where a number is rejected', () => {
  const out = new Float32Array(4);
  fillTruncatedNormal(out, { pair: [87654321, 42], run: 0 }, { offset: 16 });
  expect([...new Uint32Array(out.buffer)]).toEqual([0xbde9fa5d, 0x3fb3c91b, 0xbd70c95f, 0xbed9536f]);
});

test('gives the bits of he_normal(seed=42)([2, 3])', () => {
  const out = new Float32Array(6);
  fillTruncatedNormal(out, { pair: [87654321, 42], run: 0 }, { stddev: 1 / 0.87962566103423978 });
  expect([...new Uint32Array(out.buffer)]).toEqual([
    0xbea36df8, 0xbe205c90, 0xbf44d58c, 0x3ce4eb2f, 0xbf0855f3, 0xbb37c06b,
  ]);
});

// Printed by TensorFlow 1.1: graph seed 1, shape [1], with 4 and with 10 ops before it.
test.each([[4, 1.05293429], [10, -0.4487586]])('gives the number that TensorFlow 1.1 printed for seed %i', (seed, printed) => {
  const out = new Float32Array(1);
  fillTruncatedNormal(out, { pair: [1, seed], run: 0 });
  expect(out[0]!.toPrecision(7)).toBe(printed.toPrecision(7));
});
