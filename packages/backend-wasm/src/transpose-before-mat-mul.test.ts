import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '@varscope/spec';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { initializeWasm } from './initialize-wasm.js';
import { transposeBeforeMatMul } from './transpose-before-mat-mul.js';

let backend: Backend;

beforeAll(async () => {
  backend = await initializeWasm();
});
afterAll(() => {
  backend.dispose();
});

const FLAGS = [[false, false], [true, false], [false, true], [true, true]] as const;

/** `[...outer, rows, columns]`, the other way round if it is going to be transposed. */
function wave(outer: number[], rows: number, columns: number, isTransposed: boolean): tf.Tensor {
  const shape = [...outer, ...(isTransposed ? [columns, rows] : [rows, columns])];
  return tf.tensor(Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, index) => Math.sin(index)), shape);
}

it.each<[string, number[], number[], [number, number, number]]>([
  ['matrices', [], [], [5, 7, 3]],
  ['rows and columns', [], [], [1, 6, 1]],
  ['matrices of one element', [], [], [1, 1, 1]],
  ['a batch of one', [1], [1], [4, 3, 2]],
  ['a batch of one of higher rank', [1, 1], [1, 1], [4, 3, 2]],
  ['a matrix and a batch of one', [], [1], [4, 3, 2]],
  ['batches', [2], [2], [4, 3, 2]],
  ['a batch and one matrix', [3], [1], [4, 3, 2]],
  ['an empty matrix', [], [], [0, 3, 2]],
])('multiplies %s as the cpu backend does, whatever is transposed', async (_, outerA, outerB, [rows, inner, columns]) => {
  for (const [transposeA, transposeB] of FLAGS) {
    const multiply = async (name: string): Promise<Float32Array> => {
      await tf.setBackend(name);
      return tf.tidy(() => {
        const a = wave(outerA, rows, inner, transposeA);
        const b = wave(outerB, inner, columns, transposeB);
        return tf.matMul(a, b, transposeA, transposeB).dataSync<'float32'>();
      });
    };
    const expected = await multiply('cpu');
    const found = await multiply('wasm');
    expect(found.length).toBe(expected.length);
    expected.forEach((value, index) => expect(found[index]).toBeCloseTo(value, 5));
  }
});

it('keeps nothing of what it transposed', () => {
  const numDataIds = (): number => (tf.backend()).numDataIds();
  const before = numDataIds();
  tf.tidy(() => {
    tf.matMul(wave([], 5, 7, true), wave([], 7, 3, true), true, true);
  });
  expect(numDataIds()).toBe(before);
});

it('changes the kernel once', () => {
  const kernel = tf.getKernel('BatchMatMul', 'wasm');
  transposeBeforeMatMul();
  expect(tf.getKernel('BatchMatMul', 'wasm')).toBe(kernel);
});

it('refuses what tfjs refuses', () => {
  tf.tidy(() => {
    const [a, b] = [tf.ones([2, 3], 'int32'), tf.ones([2, 3], 'int32')];
    expect(() => tf.matMul(a, b, true, false)).toThrow('non-float32');
    expect(() => tf.matMul(tf.ones([2, 3]), tf.ones([3, 2]), true, false)).toThrow('must match');
  });
});
