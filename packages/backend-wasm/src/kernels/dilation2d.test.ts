import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '@varscope/spec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initializeWasm } from '../initialize-wasm.js';
import { compareWithCpu, wave, weightedGradients } from '../../testdata/compare-with-cpu.js';

let backend: Backend;
beforeAll(async () => {
  backend = await initializeWasm();
});
afterAll(() => {
  backend.dispose();
});

type Pair = number | [number, number];

describe.each(['same', 'valid'] as const)('dilation2d with %s padding', (pad) => {
  it.each<[number[], number[], Pair, Pair]>([
    [[2, 5, 6, 3], [3, 3, 3], 1, 1],
    [[2, 5, 6, 3], [2, 2, 3], 1, 1],
    [[2, 4, 7, 3], [1, 3, 3], [1, 2], 1],
    [[2, 5, 6, 3], [2, 2, 3], 1, 2],
    [[1, 7, 5, 4], [3, 2, 4], 2, 2],
    [[1, 4, 4, 1], [1, 1, 1], 2, 1],
  ])('agrees with the cpu backend, and so do its gradients: of %j by %j, strides %j, rates %j', async (shape, filterShape, strides, rates) => {
    const op = (x: tf.Tensor, filter: tf.Tensor): tf.Tensor =>
      tf.dilation2d(x as tf.Tensor4D, filter as tf.Tensor3D, strides, pad, rates); // of the dimensions above
    const inputs = (): tf.Tensor[] => [tf.sub(wave(shape, 1), 3), wave(filterShape, 2)];
    await compareWithCpu(() => op(...(inputs() as [tf.Tensor, tf.Tensor])), 1e-6);
    await compareWithCpu(() => weightedGradients(op, inputs() as [tf.Tensor, tf.Tensor]), 1e-6);
  });
});

describe('dilation2d', () => {
  it('takes integers', async () => {
    await compareWithCpu(() => tf.dilation2d(tf.zeros<tf.Rank.R4>([1, 3, 3, 1], 'int32'), tf.fill<tf.Rank.R3>([2, 2, 1], -3, 'int32'), 1, 'same'), 0);
  });

  it('refuses other numbers', () => {
    tf.tidy(() => {
      const dilate = (): tf.Tensor => tf.dilation2d(tf.zeros<tf.Rank.R4>([1, 3, 3, 1]), tf.zeros<tf.Rank.R3>([2, 2, 1], 'int32'), 1, 'same');
      expect(dilate).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
    });
  });

  it('gives the gradient to the first of equal sums', () => {
    tf.tidy(() => {
      const dilate = (x: tf.Tensor): tf.Tensor => tf.dilation2d(x as tf.Tensor4D, tf.zeros<tf.Rank.R3>([2, 2, 1]), 1, 'valid'); // as below
      expect([...tf.grad(dilate)(tf.ones([1, 2, 3, 1])).dataSync()]).toEqual([1, 1, 0, 0, 0, 0]);
    });
  });
});
