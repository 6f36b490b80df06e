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

const FLAGS = [[false, false], [true, false], [false, true], [true, true]] as const;

describe.each<[number[], number[], [number, number, number]]>([
  [[], [], [2, 3, 4]],
  [[], [], [1, 6, 1]],
  [[], [], [1, 1, 1]],
  [[], [], [0, 3, 2]],
  [[], [], [2, 0, 4]],
  [[], [1], [4, 3, 2]],
  [[1, 1], [1, 1], [4, 3, 2]],
  [[1], [1], [3, 0, 2]],
  [[3], [3], [5, 6, 9]],
  [[3], [1], [5, 6, 9]],
  [[1], [3], [4, 2, 8]],
  [[2, 3], [2, 3], [4, 8, 16]],
  [[2], [2], [1, 1, 1]],
  [[2], [2], [0, 3, 2]],
  [[2], [2], [3, 0, 2]],
])('matMul of batches of %j and %j, sizes %j', (outerA, outerB, [rows, terms, columns]) => {
  it.each(FLAGS)('agrees with the cpu backend, and so does its gradient, transposed: %j, %j', async (transposeA, transposeB) => {
    const op = (a: tf.Tensor, b: tf.Tensor): tf.Tensor => tf.matMul(a, b, transposeA, transposeB);
    const a = (): tf.Tensor => wave([...outerA, ...(transposeA ? [terms, rows] : [rows, terms])], 1);
    const b = (): tf.Tensor => wave([...outerB, ...(transposeB ? [columns, terms] : [terms, columns])], 2);
    await compareWithCpu(() => op(a(), b()), 1e-6);
    if (outerA.length === outerB.length && outerA[0] === outerB[0]) { // else tfjs has no gradient
      await compareWithCpu(() => weightedGradients(op, [a(), b()]), 1e-6);
    }
  });
});

describe('matMul', () => {
  it('multiplies by the same elements in two shapes', async () => {
    await compareWithCpu(() => {
      const b = wave([12]);
      return [[3, 4], [12, 1], [1, 12], [4, 3]].map(([terms, columns]) =>
        tf.matMul(wave<tf.Tensor2D>([2, terms!], 1), tf.reshape<tf.Rank.R2>(b, [terms!, columns!])));
    }, 1e-6);
  });

  it('multiplies by the transposed of a row that it has multiplied by', async () => {
    await compareWithCpu(() => {
      const row = wave<tf.Tensor2D>([1, 6]);
      return [tf.matMul(wave<tf.Tensor2D>([2, 1], 1), row), tf.matMul(wave<tf.Tensor2D>([2, 6], 1), row, false, true)];
    }, 1e-6);
  });

  it.each<[number[], number[], boolean, boolean]>([
    [[2, 3], [3, 2], true, false],
    [[2, 3], [2, 3], false, false],
    [[2, 0], [3, 2], false, false],
    [[2, 4, 3], [2, 5, 6], false, false],
    [[2, 4, 3], [2, 4, 3], true, true],
  ])('refuses matrices that do not fit: %j by %j, transposed: %j, %j', (shapeA, shapeB, transposeA, transposeB) => {
    tf.tidy(() => {
      expect(() => tf.matMul(wave(shapeA), wave(shapeB), transposeA, transposeB)).toThrow('must match');
    });
  });

  it('refuses integers, as tfjs does', () => {
    tf.tidy(() => {
      expect(() => tf.matMul(tf.ones([2, 3], 'int32'), tf.ones([2, 3], 'int32'), true, false)).toThrow('non-float32');
    });
  });
});
