import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '@varscope/spec';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { initializeWasm } from '../initialize-wasm.js';
import { compareWithCpu, wave, weightedGradients } from './testing/compare-with-cpu.js';

let backend: Backend;
beforeAll(async () => {
  backend = await initializeWasm();
});
afterAll(() => {
  backend.dispose();
});

type Pad = Parameters<typeof tf.conv2d>[3];
type Format = [x: [number, number, number, number], filter: [number, number, number, number], strides: [number, number] | number, pad: Pad];

const CASES: readonly Format[] = [
  [[1, 1, 1, 1], [1, 1, 1, 1], 1, 'valid'],
  [[2, 5, 6, 3], [3, 3, 3, 5], 1, 'same'],
  [[2, 5, 6, 3], [3, 3, 3, 5], 1, 'valid'],
  [[2, 7, 6, 4], [3, 2, 4, 8], 2, 'same'],
  [[2, 7, 6, 5], [3, 2, 5, 9], [2, 1], 'valid'],
  [[3, 8, 8, 1], [5, 5, 1, 16], 1, 'same'],
  [[1, 6, 9, 2], [3, 3, 2, 4], [1, 3], 1],
  [[2, 6, 5, 4], [3, 3, 4, 12], [2, 2], [[0, 0], [0, 2], [1, 0], [0, 0]]],
  [[2, 4, 4, 16], [1, 1, 16, 16], 1, 'valid'],
  [[2, 5, 5, 8], [1, 1, 8, 3], 2, 'valid'], // what no window reads has no gradient
  [[1, 3, 3, 2], [3, 3, 2, 7], 1, 'valid'], // one window
  [[10, 9, 9, 4], [3, 3, 4, 8], 1, 'same'], // more windows than are laid out together
];

describe.each(CASES)('the gradients of conv2d of %j by %j, strides %j, padding %j', (shape, filterShape, strides, pad) => {
  it('agree with the cpu backend', async () => {
    const op = (x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor => tf.conv2d(x, filter, strides, pad);
    await compareWithCpu(() => weightedGradients(op, [wave<tf.Tensor4D>(shape, 1), wave<tf.Tensor4D>(filterShape, 2)]), 2e-6);
  });
});
