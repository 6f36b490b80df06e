import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
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

type Inputs = readonly tf.Tensor[];

/** What is computed for a row, at numbers of these shapes; `null` where tfjs allows no gradient. */
interface Trial {
  readonly shapes: readonly number[][];
  readonly op: (...inputs: never[]) => tf.Tensor;
  readonly hasGradient?: boolean;
}

const TRIALS: Readonly<Record<string, Trial>> = {
  conv1d: { shapes: [[4, 20, 8], [3, 8, 16]], op: (x: tf.Tensor3D, f: tf.Tensor3D) => tf.conv1d(x, f, 1, 'same') },
  conv2d: { shapes: [[4, 12, 12, 8], [3, 3, 8, 16]], op: (x: tf.Tensor4D, f: tf.Tensor4D) => tf.conv2d(x, f, 1, 'same') },
  conv2dTranspose: {
    shapes: [[2, 6, 6, 8], [3, 3, 4, 8]],
    op: (x: tf.Tensor4D, f: tf.Tensor4D) => tf.conv2dTranspose(x, f, [2, 12, 12, 4], 2, 'same'),
  },
  depthwiseConv2d: {
    shapes: [[4, 12, 12, 8], [3, 3, 8, 2]], op: (x: tf.Tensor4D, f: tf.Tensor4D) => tf.depthwiseConv2d(x, f, 1, 'same'),
  },
  separableConv2d: {
    shapes: [[2, 8, 8, 4], [3, 3, 4, 2], [1, 1, 8, 6]],
    op: (x: tf.Tensor4D, d: tf.Tensor4D, p: tf.Tensor4D) => tf.separableConv2d(x, d, p, 1, 'same'),
  },
  conv3d: { shapes: [[2, 5, 6, 7, 4], [3, 3, 3, 4, 8]], op: (x: tf.Tensor5D, f: tf.Tensor5D) => tf.conv3d(x, f, 1, 'same') },
  maxPool: { shapes: [[4, 12, 12, 8]], op: (x: tf.Tensor4D) => tf.maxPool(tf.sub(x, 2), 3, 2, 'same') },
  maxPool3d: { shapes: [[2, 6, 6, 6, 8]], op: (x: tf.Tensor5D) => tf.maxPool3d(tf.sub(x, 2), 3, 2, 'same') },
  avgPool: { shapes: [[4, 12, 12, 8]], op: (x: tf.Tensor4D) => tf.avgPool(x, 3, 2, 'same') },
  mirrorPad: { shapes: [[6, 16]], op: (x: tf.Tensor) => tf.mirrorPad(x, [[2, 1], [0, 3]], 'reflect') },
  resizeBilinear: { shapes: [[2, 5, 7, 4]], op: (x: tf.Tensor4D) => tf.image.resizeBilinear(x, [8, 9]) },
  dilation2d: {
    shapes: [[2, 7, 6, 8], [3, 2, 8]], op: (x: tf.Tensor4D, f: tf.Tensor3D) => tf.dilation2d(x, f, 1, 'same'),
  },
  prelu: { shapes: [[2, 6, 7, 8], [6, 1, 8]], op: (x: tf.Tensor, slopes: tf.Tensor) => tf.prelu(x, slopes) },
  gather: { shapes: [[20, 16]], op: (x: tf.Tensor) => tf.gather(x, tf.tensor1d([3, 3, 19, 0, 3], 'int32')) },
  unsortedSegmentSum: {
    shapes: [[6, 16]], op: (x: tf.Tensor) => tf.unsortedSegmentSum(x, tf.tensor1d([1, 0, 1, 3, 1, 0], 'int32'), 4),
  },
  matMul: { shapes: [[3, 20, 30], [3, 30, 24]], op: (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b) },
  'fused.matMul': {
    shapes: [[3, 20, 30], [3, 30, 24], [24]],
    op: (a: tf.Tensor3D, b: tf.Tensor3D, bias: tf.Tensor) => tf.fused.matMul({ a, b, bias, activation: 'relu' }),
  },
  einsum: { shapes: [[2, 5, 3, 8], [2, 7, 3, 8]], op: (a: tf.Tensor, b: tf.Tensor) => tf.einsum('bqhd,bkhd->bhqk', a, b) },
  sum: { shapes: [[4, 30, 24]], op: (x: tf.Tensor) => tf.sum(x, [0, 1]) },
  batchNorm: {
    shapes: [[4, 5, 5, 8]],
    op: (x: tf.Tensor4D) => {
      const { mean, variance } = tf.moments(x, [0, 1, 2]);
      // of the channels; without a scale tfjs has no gradient
      return tf.batchNorm(x, mean as tf.Tensor1D, variance as tf.Tensor1D, tf.zeros([8]), tf.ones([8]));
    },
  },
  softmaxCrossEntropy: {
    shapes: [[6, 10]], op: (x: tf.Tensor2D) => tf.losses.softmaxCrossEntropy(tf.oneHot([1, 0, 9, 3, 3, 2], 10), x),
  },
  'complex, real, imag, abs': {
    shapes: [[4, 6]], hasGradient: false, op: (x: tf.Tensor) => tf.abs(tf.complex(tf.imag(tf.complex(x, x)), x)),
  },
  'fft, ifft, rfft, irfft, stft': {
    shapes: [[4, 24]],
    hasGradient: false,
    op: (x: tf.Tensor) => tf.real(tf.spectral.ifft(tf.mul(tf.spectral.fft(tf.complex(x, x)), tf.tensor1d([2])))),
  },
};

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
/** Rows of the table: op, tfjs forward, tfjs gradient, error forward, error of the gradient. */
const ROWS = [...README.matchAll(/^\| (`[^|]+`) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)]
  .map(([, op, , , forward, gradient]) => ({ op: op!.replaceAll('`', ''), forward: forward!, gradient: gradient! }));

it('has a row in the README for everything that is tried here', () => {
  expect(ROWS.map(({ op }) => op)).toEqual(Object.keys(TRIALS));
});

describe.each(ROWS)('$op', ({ op: name, forward, gradient }) => {
  const { shapes, op, hasGradient = true } = TRIALS[name]!;
  const run = op as (...inputs: Inputs) => tf.Tensor; // of as many inputs as there are shapes
  const inputs = (): tf.Tensor[] => shapes.map((shape, index) => wave(shape, index + 1));

  it(`differs from cpu by as little as the README says: ${forward}`, async () => {
    await compareWithCpu(() => run(...inputs()), Number(forward));
  });

  it(`has a gradient that differs as the README says: ${gradient}`, async () => {
    if (hasGradient) await compareWithCpu(() => weightedGradients(run, inputs()), Number(gradient));
    else expect(gradient).toBe('none in tfjs');
  });
});
