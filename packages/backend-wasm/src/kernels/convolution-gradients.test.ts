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

const TOLERANCE = 2e-6;

type Shape4D = [number, number, number, number];
type Shape5D = [number, number, number, number, number];
type Pair = number | [number, number];
type Pad = Parameters<typeof tf.conv2d>[3];

describe.each<[Shape4D, Shape4D, Pair, Pad]>([
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
])('the gradients of conv2d of %j by %j, strides %j, padding %j', (shape, filterShape, strides, pad) => {
  it('agree with the cpu backend', async () => {
    const op = (x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor => tf.conv2d(x, filter, strides, pad);
    await compareWithCpu(() => weightedGradients(op, [wave<tf.Tensor4D>(shape, 1), wave<tf.Tensor4D>(filterShape, 2)]), TOLERANCE);
  });
});

describe.each<[[number, number, number], [number, number, number], number, 'same' | 'valid']>([
  [[2, 9, 3], [3, 3, 5], 1, 'same'],
  [[1, 8, 4], [2, 4, 4], 2, 'valid'],
])('the gradients of conv1d of %j by %j, stride %j, padding %j', (shape, filterShape, stride, pad) => {
  it('agree with the cpu backend', async () => {
    const op = (x: tf.Tensor3D, filter: tf.Tensor3D): tf.Tensor => tf.conv1d(x, filter, stride, pad);
    await compareWithCpu(() => weightedGradients(op, [wave<tf.Tensor3D>(shape, 1), wave<tf.Tensor3D>(filterShape, 2)]), TOLERANCE);
  });
});

describe.each<[Shape4D, Shape4D, Shape4D, Pair, 'same' | 'valid' | number]>([
  [[2, 4, 5, 6], [3, 3, 4, 6], [2, 4, 5, 4], 1, 'same'],
  [[2, 3, 4, 5], [3, 2, 4, 5], [2, 6, 8, 4], 2, 'same'],
  [[1, 3, 3, 2], [3, 3, 9, 2], [1, 7, 7, 9], 2, 'valid'],
  [[1, 4, 4, 4], [3, 3, 1, 4], [1, 4, 4, 1], 1, 1],
])('conv2dTranspose of %j by %j to %j, strides %j, padding %j', (shape, filterShape, outShape, strides, pad) => {
  it('agrees with the cpu backend, and so do its gradients', async () => {
    const op = (x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor => tf.conv2dTranspose(x, filter, outShape, strides, pad);
    const inputs = (): [tf.Tensor4D, tf.Tensor4D] => [wave(shape, 1), wave(filterShape, 2)];
    await compareWithCpu(() => op(...inputs()), TOLERANCE);
    await compareWithCpu(() => weightedGradients(op, inputs()), TOLERANCE);
  });
});

describe.each<[Shape4D, Shape4D, Pair, Pad]>([
  [[2, 5, 6, 4], [3, 3, 4, 1], 1, 'same'],
  [[2, 5, 6, 7], [3, 3, 7, 1], 1, 'valid'],
  [[2, 7, 6, 3], [3, 2, 3, 2], 2, 'same'],
  [[1, 7, 6, 2], [2, 3, 2, 5], 1, 'valid'],
  [[1, 5, 5, 1], [3, 3, 1, 8], 1, 1],
  [[2, 6, 5, 8], [3, 3, 8, 1], 1, [[0, 0], [0, 2], [1, 0], [0, 0]]],
])('the gradients of depthwiseConv2d of %j by %j, strides %j, padding %j', (shape, filterShape, strides, pad) => {
  it('agree with the cpu backend', async () => {
    const op = (x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor => tf.depthwiseConv2d(x, filter, strides, pad);
    await compareWithCpu(() => weightedGradients(op, [wave<tf.Tensor4D>(shape, 1), wave<tf.Tensor4D>(filterShape, 2)]), TOLERANCE);
  });
});

it('gives the gradients of separableConv2d as the cpu backend does', async () => {
  const op = (x: tf.Tensor4D, depthwise: tf.Tensor4D, pointwise: tf.Tensor4D): tf.Tensor =>
    tf.separableConv2d(x, depthwise, pointwise, 1, 'same');
  const inputs = (): [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D] =>
    [wave([2, 5, 6, 3], 1), wave([3, 3, 3, 2], 2), wave([1, 1, 6, 5], 4)];
  await compareWithCpu(() => weightedGradients(op, inputs()), TOLERANCE);
});

describe.each<[Shape5D, Shape5D, number | [number, number, number], 'same' | 'valid']>([
  [[1, 1, 1, 1, 1], [1, 1, 1, 1, 1], 1, 'valid'],
  [[2, 3, 5, 4, 3], [3, 3, 3, 3, 5], 1, 'same'],
  [[1, 4, 5, 4, 3], [2, 3, 2, 3, 8], 1, 'valid'],
  [[2, 4, 5, 6, 4], [3, 2, 3, 4, 4], 2, 'same'],
  [[1, 4, 5, 6, 2], [2, 2, 3, 2, 9], [1, 2, 3], 'valid'],
])('the gradients of conv3d of %j by %j, strides %j, padding %j', (shape, filterShape, strides, pad) => {
  it('agree with the cpu backend', async () => {
    const op = (x: tf.Tensor5D, filter: tf.Tensor5D): tf.Tensor => tf.conv3d(x, filter, strides, pad);
    await compareWithCpu(() => weightedGradients(op, [wave<tf.Tensor5D>(shape, 1), wave<tf.Tensor5D>(filterShape, 2)]), TOLERANCE);
  });
});

it('gives conv3dTranspose as the cpu backend does', async () => {
  const x = (): tf.Tensor5D => wave([1, 2, 3, 2, 4]);
  const filter = (): tf.Tensor5D => wave([2, 3, 2, 5, 4], 1);
  await compareWithCpu(() => tf.conv3dTranspose(x(), filter(), [1, 4, 6, 4, 5], 2, 'same'), TOLERANCE);
});

it('gives the gradient that differences of the values give', () => {
  const gradients = tf.tidy(() => {
    const filter = wave<tf.Tensor4D>([2, 2, 2, 3], 2);
    const loss = (values: tf.Tensor): tf.Scalar => {
      const y = tf.conv2d(tf.reshape<tf.Rank.R4>(values, [1, 4, 3, 2]), filter, 1, 'same');
      return tf.sum(tf.square(y));
    };
    const x = wave<tf.Tensor1D>([24], 1);
    const found = Array.from(tf.grad(loss)(x).dataSync());
    const step = 1e-2; // the loss is a polynomial of degree two: only rounding is lost
    const expected = found.map((_, index) => {
      const shift = tf.mul(tf.oneHot(index, 24), step);
      const [above, below] = [loss(tf.add(x, shift)), loss(tf.sub(x, shift))];
      return tf.div(tf.sub(above, below), 2 * step).dataSync()[0]!;
    });
    return { found, expected };
  });
  gradients.expected.forEach((value, index) => expect(gradients.found[index]).toBeCloseTo(value, 2));
});
