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

type Pad2D = Parameters<typeof tf.maxPool>[3];

describe.each<[number[], number | [number, number], number | [number, number], Pad2D]>([
  [[1, 1, 1, 1], 1, 1, 'valid'],
  [[2, 6, 6, 4], 2, 2, 'valid'],
  [[2, 7, 5, 5], 3, 2, 'same'],
  [[2, 7, 5, 9], [2, 3], 1, 'same'],
  [[1, 6, 8, 3], [2, 1], [3, 2], 'valid'],
  [[1, 5, 5, 6], 3, 2, 1],
  [[1, 5, 5, 7], 3, 1, [[0, 0], [1, 0], [0, 2], [0, 0]]],
  [[2, 4, 4, 8], 4, 4, 'valid'],
])('the gradient of maxPool of %j, windows of %j, strides %j, padding %j', (shape, size, strides, pad) => {
  it.each([['any sign', 0], ['negative', -5]])('agrees with the cpu backend on numbers of %s', async (_, shift) => {
    const op = (x: tf.Tensor4D): tf.Tensor => tf.maxPool(x, size, strides, pad);
    await compareWithCpu(() => weightedGradients(op, [tf.add<tf.Tensor4D>(wave(shape, 1), shift)]), 1e-6);
  });
});

type Three = number | [number, number, number];

describe.each<[number[], Three, Three, 'same' | 'valid' | number]>([
  [[1, 1, 1, 1, 1], 1, 1, 'valid'],
  [[2, 4, 6, 4, 4], 2, 2, 'valid'],
  [[1, 5, 4, 6, 5], 3, 2, 'same'],
  [[2, 3, 5, 5, 9], [2, 1, 3], [1, 2, 1], 'same'],
  [[1, 4, 4, 4, 3], 2, 1, 1],
])('maxPool3d of %j, windows of %j, strides %j, padding %j', (shape, size, strides, pad) => {
  it.each([['any sign', 0], ['negative', -5]])('agrees with the cpu backend on numbers of %s', async (_, shift) => {
    const op = (x: tf.Tensor5D): tf.Tensor => tf.maxPool3d(x, size, strides, pad);
    await compareWithCpu(() => op(tf.add(wave(shape, 1), shift)), 0);
    await compareWithCpu(() => weightedGradients(op, [tf.add<tf.Tensor5D>(wave(shape, 1), shift)]), 1e-6);
  });
});

describe('maxPool3d', () => {
  it('begins where the volume does, though its windows leave the end out: tfjs itself does not, on any backend', () => {
    tf.tidy(() => {
      const x = wave<tf.Tensor5D>([1, 4, 5, 6, 2], 1);
      const pool = (x: tf.Tensor): tf.Tensor => tf.maxPool3d(x as tf.Tensor5D, 1, 2, 'same'); // of five dimensions
      const first = tf.stridedSlice(x, [0, 0, 0, 0, 0], x.shape, [1, 2, 2, 2, 1]);
      expect([...pool(x).dataSync()]).toEqual([...first.dataSync()]);
      const isFirst = tf.tensor5d(Array.from({ length: x.size }, (_, index) => {
        const [depth, height, width] = [Math.floor(index / 60), Math.floor(index / 12) % 5, Math.floor(index / 2) % 6];
        return depth % 2 === 0 && height % 2 === 0 && width % 2 === 0 ? 1 : 0;
      }), x.shape);
      expect([...tf.grad(pool)(x).dataSync()]).toEqual([...isFirst.dataSync()]);
    });
  });
});

describe('the gradient of maxPool', () => {
  const gradient = (values: number[]): number[] => tf.tidy(() => {
    const x: tf.Tensor = tf.tensor4d(values, [1, 2, 2, 1]);
    return Array.from(tf.grad((x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid'))(x).dataSync()); // of four dimensions
  });

  it('goes to the first of equal numbers', () => {
    expect(gradient([1, 3, 3, 3])).toEqual([0, 1, 0, 0]);
    expect(gradient([0, 0, 0, 0])).toEqual([1, 0, 0, 0]);
    expect(gradient([-2, -1, -1, -2])).toEqual([0, 1, 0, 0]);
  });

  it('goes to the first number where all are the lowest there is', () => {
    expect(gradient(new Array<number>(4).fill(-Infinity))).toEqual([1, 0, 0, 0]);
  });

  it('goes to a NaN only where that comes first', () => {
    expect(gradient([Number.NaN, 1, 2, 3])).toEqual([1, 0, 0, 0]);
    expect(gradient([1, Number.NaN, 2, 3])).toEqual([0, 0, 0, 1]);
  });
});
