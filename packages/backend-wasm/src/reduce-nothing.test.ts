import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '@varscope/spec';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { initializeWasm } from './initialize-wasm.js';

let backend: Backend;
beforeAll(async () => {
  backend = await initializeWasm();
});
afterAll(() => {
  backend.dispose();
});

type Reduce = (x: tf.Tensor, axis?: number | number[], keepDims?: boolean) => tf.Tensor;

// TensorFlow 2.21: `tf.reduce_prod(tf.zeros([0, 2]), axis)` and so on.
it.each<[string, tf.Tensor['dtype'], Reduce, number]>([
  ['sum', 'float32', tf.sum, 0],
  ['sum', 'int32', tf.sum, 0],
  ['mean', 'float32', tf.mean, NaN],
  ['mean', 'int32', tf.mean, 0],
  ['prod', 'float32', tf.prod, 1],
  ['prod', 'int32', tf.prod, 1],
  ['max', 'float32', tf.max, -Infinity],
  ['max', 'int32', tf.max, -2147483648],
  ['min', 'float32', tf.min, Infinity],
  ['min', 'int32', tf.min, 2147483647],
  ['all', 'bool', tf.all, 1],
  ['any', 'bool', tf.any, 0],
])('the %s of %s without elements is that of TensorFlow, whatever the memory held', (_name, dtype, reduce, expected) => {
  tf.tidy(() => {
    tf.dispose(tf.fill([1000], 7));
    const nothing = tf.tensor([], [0, 2], dtype);
    const found = [reduce(nothing), reduce(nothing, 0), reduce(nothing, 0, true), reduce(nothing, 1)];
    expect(found.map((tensor) => [tensor.shape, tensor.dtype])).toEqual([[[], dtype], [[2], dtype], [[1, 2], dtype], [[0], dtype]]);
    expect(found.flatMap((tensor) => [...tensor.dataSync()])).toEqual(new Array(6).fill(expected).slice(1));
  });
});
