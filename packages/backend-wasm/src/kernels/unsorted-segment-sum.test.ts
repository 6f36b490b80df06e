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

describe.each<[number[], number[], number]>([
  [[6], [0, 2, 0, 1, 2, 2], 3],
  [[4, 5], [3, 3, 0, 3], 5], // two segments of none
  [[5, 8], [1, 1, 1, 1, 1], 2],
  [[3, 2, 3], [2, 0, 2], 3],
  [[4, 3], [-1, 0, 7, 0], 2], // of segments that do not exist
  [[0, 3], [], 2],
])('unsortedSegmentSum of %j by %j to %j segments', (shape, ids, segments) => {
  it('agrees with the cpu backend, of floats', async () => {
    await compareWithCpu(() => tf.unsortedSegmentSum(wave(shape), tf.tensor1d(ids, 'int32'), segments), 1e-6);
  });

  it('agrees with the cpu backend in its gradient', async () => {
    if (ids.includes(7)) return; // tfjs's own gradient reads beyond the end
    const op = (x: tf.Tensor): tf.Tensor => tf.unsortedSegmentSum(x, tf.tensor1d(ids, 'int32'), segments);
    await compareWithCpu(() => weightedGradients(op, [wave(shape)]), 1e-6);
  });
});

it('sums integers exactly, and keeps them integers', () => {
  const sums = tf.tidy(() => {
    const x = tf.tensor2d([16777217, 1, 1, 1], [2, 2], 'int32');
    return tf.unsortedSegmentSum(x, tf.tensor1d([0, 0], 'int32'), 1);
  });
  expect(sums.dtype).toBe('int32');
  expect(Array.from(sums.dataSync())).toEqual([16777218, 2]);
  sums.dispose();
});

describe.each<[number[], number[], number[], number]>([
  [[7, 4], [3], [1, 6, 1], 0],
  [[7, 5], [2, 3], [0, 1, 1, 6, 3, 1], 0],
  [[2, 5, 3], [2], [4, 4], 1],
  [[2, 3, 6], [4], [5, 0, 5, 5], 2],
])('the gradient of a lookup in %j at %j places %j, axis %j', (shape, indicesShape, indices, axis) => {
  it('agrees with the cpu backend', async () => {
    const op = (x: tf.Tensor): tf.Tensor => tf.gather(x, tf.tensor(indices, indicesShape, 'int32'), axis);
    await compareWithCpu(() => weightedGradients(op, [wave(shape)]), 1e-6);
  });
});
