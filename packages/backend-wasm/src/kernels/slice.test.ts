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

describe.each<[number[], number[], number[]]>([
  [[5], [1], [3]],
  [[5, 4], [2, 0], [2, 4]],
  [[5, 4], [2, 1], [2, 2]],
  [[5, 4], [2, 0], [-1, -1]],
  [[3, 4, 2], [1, 0, 0], [1, 4, 2]],
  [[3, 4], [1, 1], [0, 2]],
])('slice of %j from %j, of %j', (shape, begin, size) => {
  it('agrees with the cpu backend', async () => {
    await compareWithCpu(() => tf.slice(wave(shape), begin, size), 0);
    await compareWithCpu(() => tf.slice(tf.cast(tf.mul(wave(shape), 100), 'int32'), begin, size), 0);
    await compareWithCpu(() => tf.slice(tf.greater(wave(shape), 0), begin, size), 0);
  });
});

it('takes texts', () => {
  const found = tf.tidy(() => tf.slice(tf.tensor1d(['a', 'b', 'c']), 1, 2).dataSync());
  expect(found).toEqual(['b', 'c']);
});

it('refuses to read beyond the end, keeping nothing', () => {
  const before = tf.backend().numDataIds();
  tf.tidy(() => {
    expect(() => tf.slice(wave([3]), 1, 5)).toThrow('would overflow');
  });
  expect(tf.backend().numDataIds()).toBe(before);
});

it('casts every number but 0 to true', async () => {
  await compareWithCpu(() => tf.cast(tf.tensor1d([0, 0.25, 256, -1, Number.NaN]), 'bool'), 0);
});
