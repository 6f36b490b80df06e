import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '@varscope/spec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initializeWasm } from '../initialize-wasm.js';
import { compareWithCpu, wave } from '../../testdata/compare-with-cpu.js';

let backend: Backend;
beforeAll(async () => {
  backend = await initializeWasm();
});
afterAll(() => {
  backend.dispose();
});

describe.each<[number[], number[] | undefined]>([
  [[3, 4], [0]],
  [[130, 37], [0]],
  [[2, 3, 4, 16], [0, 1, 2]],
  [[2, 3, 4, 5], [1, 2]],
  [[2, 3, 4, 5], [2, 1]],
  [[2, 3, 4, 5], [-3]],
  [[2, 3, 4, 5], [0, 2]], // not beside each other
  [[2, 3, 4], [2]],
  [[2, 3, 4], [1, 2]],
  [[2, 3, 4], undefined],
  [[], undefined],
  [[2, 3], []],
  [[0, 3], [0]],
  [[3, 0], [0]],
  [[0], undefined],
  [[0, 2, 3], [0, 2]],
])('the sum of %j over %j', (shape, axis) => {
  it.each([[false], [true]])('agrees with the cpu backend, axes kept: %j', async (keepDims) => {
    await compareWithCpu(() => tf.sum(wave(shape), axis, keepDims), 1e-6);
  });
});

it('sums integers exactly', async () => {
  await compareWithCpu(() => tf.sum(tf.tensor2d([16777217, 1, 1, 1], [2, 2], 'int32'), 0), 0);
});

it('loses little to rounding in long sums', () => {
  const found = tf.tidy(() => tf.sum(tf.fill([100_000, 4], 0.1), 0).dataSync());
  expect(found[0]).toBeCloseTo(10_000, 0);
});
