import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '@varscope/spec';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { initializeWebgpu } from './initialize-webgpu.js';

let backend: Backend;
beforeAll(async () => {
  backend = await initializeWebgpu();
  tf.env().set('WEBGPU_CPU_FORWARD', false); // small tensors, too, are computed on the device
});
afterAll(() => {
  tf.env().set('WEBGPU_CPU_FORWARD', true);
  backend.dispose();
});

async function valuesOf(compute: () => tf.Tensor): Promise<number[]> {
  const tensor = tf.tidy(compute);
  const values = [...await tensor.data()];
  tensor.dispose();
  return values;
}

const integers = (): tf.Tensor => tf.tensor2d([[2 ** 24 + 1, 2, 3], [4, 5, 6]], [2, 3], 'int32');

it('moves the axes of integers, however large', async () => {
  const moved = await valuesOf(() => tf.transpose(tf.reshape(integers(), [1, 2, 3]), [2, 0, 1]));
  expect(moved).toEqual([2 ** 24 + 1, 4, 2, 5, 3, 6]);
});

it('sums what was integers or truths along the first axis', async () => {
  expect(await valuesOf(() => tf.sum(tf.cast(integers(), 'float32'), 0))).toEqual([2 ** 24 + 4, 7, 9]);
  expect(await valuesOf(() => tf.sum(tf.greater(integers(), 3), 0))).toEqual([2, 1, 1]);
  expect(await valuesOf(() => tf.any(tf.greater(integers(), 5), 0))).toEqual([1, 0, 1]);
});

it('sums backwards along axes of different lengths', async () => {
  for (const length of [3, 5, 2]) {
    const sums = Array.from({ length }, (_, index) => length - index);
    expect(await valuesOf(() => tf.cumsum(tf.ones([length]), 0, false, true))).toEqual(sums);
    expect(await valuesOf(() => tf.cumsum(tf.ones([length]), 0, true, true))).toEqual(sums.map((sum) => sum - 1));
  }
});
