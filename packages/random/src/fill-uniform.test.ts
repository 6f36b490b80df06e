import { expect, test } from 'vitest';
import { hashElements } from '../testdata/hash-elements.js';
import { recordedKernels } from '../testdata/recorded-kernels.js';
import { fillUniform } from './fill-uniform.js';
import type { FillUniformOptions } from './plan-uniform.js';
import type { FloatDType } from './round-to-dtype.js';

const SEED = { pair: [87654321, 42], run: 0 } as const;

function uniform(length: number, options?: FillUniformOptions): Float32Array {
  const out = new Float32Array(length);
  fillUniform(out, SEED, options);
  return out;
}

const bits = (elements: Float32Array): number[] => [...new Uint32Array(elements.buffer)];

test.each(recordedKernels<FloatDType>('RandomUniform'))('gives the bits of TensorFlow: $name', async (recorded) => {
  const { dtype, seed, n } = recorded;
  const out = dtype === 'float64' ? new Float64Array(n) : new Float32Array(n);
  fillUniform(out, seed, { dtype });
  expect(await hashElements(out, dtype)).toBe(recorded.hash);
});

test('rounds after each step, as glorot_uniform(seed=42)([2, 3]) does', () => {
  const limit = Math.sqrt(3 * 0.4);
  expect(bits(uniform(6, { minval: -limit, maxval: limit }))).toEqual([
    0x3f7daa20, 0x3ec70130, 0x3f25a270, 0x3f0f75b4, 0xbd57c580, 0x3e92f6cc,
  ]);
});

// Printed by TensorFlow 0.x of early 2016: uniform_unit_scaling of shape [1, 5], graph seed 42, three ops before it.
test('gives the numbers that TensorFlow printed in 2016', () => {
  const out = new Float32Array(5);
  fillUniform(out, { pair: [42, 3], run: 0 }, { minval: -Math.sqrt(3), maxval: Math.sqrt(3) });
  const printed = [0.47769845, -1.17613626, -1.06156325, -0.85632306, -0.62591958];
  expect([...out].map((value) => value.toPrecision(8))).toEqual(printed.map((value) => value.toPrecision(8)));
});

test('rounds doubles into an array of floats', () => {
  const doubles = new Float64Array(5);
  fillUniform(doubles, SEED);
  expect(uniform(5, { dtype: 'float64' })).toEqual(Float32Array.from(doubles));
});

test('gives other numbers each time without a pair of seeds', () => {
  const [first, second] = [1, 2].map(() => {
    const out = new Float32Array(2000);
    fillUniform(out, { pair: null, run: 0 });
    return out;
  });
  expect(first).not.toEqual(second);
});
