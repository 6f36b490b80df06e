import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { reduceNothing } from './reduce-nothing.js';

reduceNothing('cpu');
reduceNothing('cpu');

// TensorFlow 2.21: `tf.reduce_sum(tf.zeros([0, 2]), axis)` and so on.
it.each<[string, tf.Tensor['dtype'], (x: tf.Tensor, axis?: number, keepDims?: boolean) => tf.Tensor, number]>([
  ['sum', 'float32', tf.sum, 0],
  ['sum', 'int32', tf.sum, 0],
  ['mean', 'float32', tf.mean, NaN],
  ['prod', 'float32', tf.prod, 1],
  ['max', 'float32', tf.max, -Infinity],
  ['max', 'int32', tf.max, -2147483648],
  ['min', 'float32', tf.min, Infinity],
  ['min', 'int32', tf.min, 2147483647],
  ['all', 'bool', tf.all, 1],
  ['any', 'bool', tf.any, 0],
])('%s of %s without elements gives what TensorFlow gives', (_name, dtype, reduce, expected) => {
  tf.tidy(() => {
    const nothing = tf.tensor([], [0, 2], dtype);
    const found = [reduce(nothing), reduce(nothing, 0), reduce(nothing, 0, true), reduce(nothing, 1)];
    expect(found.map(({ shape }) => shape)).toEqual([[], [2], [1, 2], [0]]);
    expect(found.flatMap((tensor) => [...tensor.dataSync()])).toEqual([expected, expected, expected, expected, expected]);
    expect(found.map((tensor) => tensor.dtype)).toEqual([dtype, dtype, dtype, dtype]);
  });
});

it('leaves the reductions of elements as they are', () => {
  tf.tidy(() => {
    expect(tf.sum(tf.tensor2d([[1, 2], [3, 4]]), 0).arraySync()).toEqual([4, 6]);
  });
});

it('has products of no terms be zero', () => {
  tf.tidy(() => {
    const product = tf.matMul(tf.zeros([2, 3, 0]), tf.zeros([4, 0]), false, true);
    expect([product.shape, [...product.dataSync()]]).toEqual([[2, 3, 4], new Array(24).fill(0)]);
    expect(tf.matMul(tf.zeros([3, 0]), tf.zeros([3, 2]), true).shape).toEqual([0, 2]);
    expect(tf.matMul(tf.ones([1, 2]), tf.ones([2, 1])).arraySync()).toEqual([[2]]);
  });
});
