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

const indices = (values: number[], shape: number[]): tf.Tensor => tf.tensor(values, shape, 'int32');

describe('gather', () => {
  it.each<[number[], number[], number, number]>([
    [[2, 4], [2, 3], 1, 1],
    [[2, 4, 3], [2, 1], 1, 1],
    [[2, 3, 4, 2], [2, 3], 2, 1],
    [[2, 2, 4, 3], [2, 2, 5], 2, 2],
    [[2, 4, 3], [2, 2, 2], 1, 1],
  ])('takes from each entry of a batch by its own indices: from %j by %j, axis %i, of %i axes of batches', async (shape, shapeOfIndices, axis, batchDims) => {
    const count = tf.util.sizeFromShape(shapeOfIndices);
    const picked = Array.from({ length: count }, (_, index) => (index * 3 + 1) % shape[axis]!);
    await compareWithCpu(() => tf.gather(wave(shape), indices(picked, shapeOfIndices), axis, batchDims), 0);
    await compareWithCpu(() => tf.gather(tf.cast(tf.mul(wave(shape), 9), 'int32'), indices(picked, shapeOfIndices), axis, batchDims), 0);
  });

  it('takes complex numbers from each entry', () => {
    tf.tidy(() => {
      const x = tf.complex([[1, 2], [3, 4]], [[5, 6], [7, 8]]);
      const found = tf.gather(x, indices([1, 0], [2, 1]), 1, 1);
      expect([found.shape, [...found.dataSync()]]).toEqual([[2, 1], [2, 6, 3, 7]]);
    });
  });

  it('has the shape of what it takes where the tensor has no elements', () => {
    tf.tidy(() => {
      expect(tf.gather(tf.zeros([3, 0]), indices([2, 2, 1], [3])).shape).toEqual([3, 0]);
    });
  });

  it('refuses an index that its entry of the batch has not', () => {
    tf.tidy(() => {
      const gather = (): tf.Tensor => tf.gather(wave([2, 2]), indices([0, 2], [2, 1]), 1, 1);
      expect(gather).toThrow('GatherV2: the index value 2 is not in [0, 1]');
    });
  });
});
