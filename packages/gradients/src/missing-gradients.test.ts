import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerGradients } from './register-gradients.js';

beforeAll(registerGradients);

/** Numbers between -1 and 1 that do not repeat. */
function wave(shape: number[], phase = 0): tf.Tensor {
  return tf.tensor(Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => Math.sin(i * 1.7 + phase)), shape);
}

const indices = (): tf.Tensor2D => tf.tensor2d([[2], [0], [2]], [3, 1], 'int32');

/** What is differentiated, at numbers of this shape. */
const OPS: readonly [string, number[], (x: tf.Tensor) => tf.Tensor][] = [
  ['where, by a comparison', [6], (x) => tf.where(tf.greater(x, 0), tf.square(x), tf.mul(x, 3))],
  ['where, by comparisons', [6], (x) => tf.where(tf.logicalAnd(tf.less(x, 0.5), tf.logicalNot(tf.lessEqual(x, -0.5))), tf.square(x), x)],
  ['where, by what is finite', [4], (x) => tf.where(tf.isFinite(x), x, tf.zerosLike(x))],
  ['gather by what is largest', [2, 3], (x) => tf.mul(x, tf.oneHot(tf.cast(tf.argMax(x, 1), 'int32'), 3))],
  ['gatherND', [3, 2], (x) => tf.gatherND(x, indices())],
  ['gatherND of elements', [3, 2], (x) => tf.gatherND(x, tf.tensor2d([[2, 1], [0, 0]], [2, 2], 'int32'))],
  ['scatterND', [3, 2], (x) => tf.scatterND(indices(), x, [4, 2])], // of rank 2, as tfjs declares it not
  ['tensorScatterUpdate, of the tensor', [3, 2], (x) => tf.tensorScatterUpdate(x, tf.tensor2d([[1]], [1, 1], 'int32'), tf.zeros([1, 2]))],
  ['tensorScatterUpdate, of the updates', [1, 2], (x) => tf.tensorScatterUpdate(tf.ones([3, 2]), tf.tensor2d([[1]], [1, 1], 'int32'), x)],
  ['stridedSlice', [4, 5], (x) => tf.stridedSlice(x, [1, 4], [4, 0], [2, -2])],
  ['stridedSlice with masks', [4, 5], (x) => tf.stridedSlice(x, [1, 2], [3, 4], [1, 1], 1, 2)],
  ['stridedSlice that drops an axis', [4, 5], (x) => tf.stridedSlice(x, [1, 2], [2, 4], [1, 1], 0, 0, 0, 0, 1)],
  ['stridedSlice that adds an axis', [4, 5], (x) => tf.stridedSlice(x, [0, 1], [1, 3], [1, 1], 0, 0, 0, 1, 0)],
  ['depthToSpace', [1, 2, 3, 8], (x) => tf.depthToSpace(x as tf.Tensor4D, 2)],
  ['prod', [2, 3], (x) => tf.prod(x)],
  ['prod over an axis', [2, 3, 2], (x) => tf.prod(x, 1)],
  ['prod over axes', [2, 3, 2], (x) => tf.prod(x, [0, 2], true)],
  ['cumprod', [2, 4], (x) => tf.cumprod(x, 1)],
  ['cumprod, exclusive and reverse', [2, 4], (x) => tf.cumprod(x, 1, true, true)],
  ['topk', [2, 5], (x) => tf.topk(x, 3).values],
  ['einsum', [2, 3], (x) => tf.einsum('ij,jk->ki', x, wave([3, 4], 1))],
  ['einsum of one term', [2, 3], (x) => tf.einsum('ij->j', x)],
  ['conv2d, dilated', [1, 6, 7, 2], (x) => tf.conv2d(x as tf.Tensor4D, wave([2, 3, 2, 3], 1) as tf.Tensor4D, 1, 'same', 'NHWC', [2, 3])],
  ['conv2d, dilated, unpadded', [2, 7, 6, 1], (x) => tf.conv2d(x as tf.Tensor4D, wave([3, 2, 1, 2], 1) as tf.Tensor4D, 1, 'valid', 'NHWC', 2)],
  ['conv2d, dilated, of the filter', [3, 2, 2, 2], (x) => tf.conv2d(wave([2, 7, 6, 2], 1) as tf.Tensor4D, x as tf.Tensor4D, 1, 'same', 'NHWC', 2)],
  ['conv1d, dilated', [1, 9, 2], (x) => tf.conv1d(x as tf.Tensor3D, wave([2, 2, 3], 1) as tf.Tensor3D, 1, 'same', 'NWC', 4)],
];

describe.each(OPS)('the gradient of %s', (_, shape, op) => {
  it('is that of its differences', () => {
    tf.tidy(() => {
      const weighted = (x: tf.Tensor): tf.Tensor => {
        const y = op(x);
        return tf.sum(tf.mul(y, wave(y.shape, 3)));
      };
      const x = wave(shape, 0.2);
      const gradient = tf.grad(weighted)(x);
      expect(gradient.shape).toEqual(shape);
      const found = gradient.dataSync();
      expect(found.some((value) => value !== 0)).toBe(true);
      const step = 1 / 256;
      found.forEach((value, index) => {
        const shift = tf.reshape(tf.mul(tf.oneHot(tf.scalar(index, 'int32'), found.length), step), shape);
        const difference = tf.sub(weighted(tf.add(x, shift)), weighted(tf.sub(x, shift)));
        expect(value).toBeCloseTo(difference.dataSync()[0]! / (2 * step), 2);
      });
    });
  });
});

describe('the gradient of prod', () => {
  it.each([
    [[2, 0, 3], [0, 6, 0]],
    [[0, 0, 3], [0, 0, 0]],
  ])('of %j, with zeros, is %j, as in TensorFlow', (values, expected) => {
    const found = tf.tidy(() => Array.from(tf.grad((x) => tf.prod(x))(tf.tensor1d(values) as tf.Tensor).dataSync()));
    expect(found).toEqual(expected);
  });
});

it('gives 0 for what reaches the result by comparisons alone, where TensorFlow gives nothing', () => {
  const found = tf.tidy(() =>
    Array.from(tf.grad((x) => tf.where(tf.greater(x, 0), tf.ones([2]), tf.zeros([2])))(wave([2])).dataSync()));
  expect(found).toEqual([0, 0]);
});
