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

describe.each<[string, ...number[][]]>([
  ['ij->ji', [2, 3]],
  ['ij->i', [2, 3]],
  ['ij->', [2, 3]],
  ['ijk->kj', [2, 3, 4]],
  ['i,i->', [4], [4]],
  ['i,j->ij', [3], [4]],
  ['i,j->ji', [3], [4]],
  ['ij,jk->ik', [2, 3], [3, 4]],
  ['ij, kj -> ki', [2, 3], [4, 3]],
  ['bij,bjk->bik', [2, 3, 4], [2, 4, 5]],
  ['bqhd,bkhd->bhqk', [2, 3, 2, 4], [2, 5, 2, 4]],
  ['bhqk,bkhd->bqhd', [2, 2, 3, 5], [2, 5, 2, 4]],
  ['ij,ij->ij', [2, 3], [2, 3]],
  ['i,->i', [3], []],
])('einsum of %s', (equation, ...shapes) => {
  const op = (...inputs: readonly tf.Tensor[]): tf.Tensor => tf.einsum(equation, ...inputs);
  const inputs = (): tf.Tensor[] => shapes.map((shape, index) => wave(shape, index + 1));

  it('agrees with the cpu backend', async () => {
    await compareWithCpu(() => op(...inputs()), 1e-6);
  });

  it('has a gradient, the same as on the cpu backend', async () => {
    await compareWithCpu(() => weightedGradients(op, inputs()), 1e-6);
  });
});

it('gives the gradient of the product that it is', () => {
  tf.tidy(() => {
    const [a, b] = [wave<tf.Tensor2D>([3, 4], 1), wave<tf.Tensor2D>([4, 2], 2)];
    const found = weightedGradients((...inputs: readonly tf.Tensor[]) => tf.einsum('ij,jk->ik', ...inputs), [a, b]);
    const expected = weightedGradients((a: tf.Tensor2D, b: tf.Tensor2D) => tf.matMul(a, b), [a, b]);
    found.forEach((gradient, index) => {
      const values = gradient.dataSync();
      expected[index]!.dataSync().forEach((value, at) => expect(values[at]).toBeCloseTo(value, 6));
    });
  });
});

it('sums axes of one term alone, forward and backward, which cpu does not', () => {
  tf.tidy(() => {
    const inputs: [tf.Tensor, tf.Tensor] = [wave([2, 3, 4], 1), wave([3, 5], 2)];
    const byEinsum = (a: tf.Tensor, b: tf.Tensor): tf.Tensor => tf.einsum('ijk,jl->l', a, b);
    const bySums = (a: tf.Tensor, b: tf.Tensor): tf.Tensor => tf.sum(tf.mul(tf.expandDims(tf.sum(a, [0, 2]), 1), b), 0);
    const found = [byEinsum(...inputs), ...weightedGradients(byEinsum, inputs)];
    const expected = [bySums(...inputs), ...weightedGradients(bySums, inputs)];
    found.forEach((tensor, index) => {
      expect(tensor.shape).toEqual(expected[index]!.shape);
      const values = expected[index]!.dataSync();
      tensor.dataSync().forEach((value, at) => expect(value).toBeCloseTo(values[at]!, 5));
    });
  });
});

it('refuses what tfjs refuses, keeping nothing', () => {
  const before = tf.backend().numDataIds();
  tf.tidy(() => {
    expect(() => tf.einsum('ij,jk->ik', wave([2, 3]), wave([4, 2]))).toThrow('Expected dimension 3');
    expect(() => tf.einsum('ii->i', wave([2, 2]))).toThrow('duplicate axes');
    expect(() => tf.einsum('ij', wave([2, 2]))).toThrow('without an arrow');
  });
  expect(tf.backend().numDataIds()).toBe(before);
});
