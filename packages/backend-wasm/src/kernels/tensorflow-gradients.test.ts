import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '@varscope/spec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import recorded from '../../testdata/tensorflow-gradients.json' with { type: 'json' };
import { initializeWasm } from '../initialize-wasm.js';
import { wave, weightedGradients } from '../../testdata/compare-with-cpu.js';

let backend: Backend;
beforeAll(async () => {
  backend = await initializeWasm();
});
afterAll(() => {
  backend.dispose();
});

type Op = (...inputs: never[]) => tf.Tensor;

/** What testdata/record-gradients.py did in TensorFlow 2.21, by name. */
const OPS: Readonly<Record<string, Op>> = {
  conv2d: (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.conv2d(x, filter, 2, 'same'),
  'conv2d explicit': (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.conv2d(x, filter, 1, [[0, 0], [0, 1], [2, 0], [0, 0]]),
  'conv2d dilated': (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.conv2d(x, filter, 1, 'same', 'NHWC', 2),
  conv2dTranspose: (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.conv2dTranspose(x, filter, [1, 6, 6, 2], 2, 'same'),
  depthwiseConv2d: (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.depthwiseConv2d(x, filter, 1, 'same'),
  separableConv2d: (x: tf.Tensor4D, depthwise: tf.Tensor4D, pointwise: tf.Tensor4D) =>
    tf.separableConv2d(x, depthwise, pointwise, 1, 'valid'),
  conv3d: (x: tf.Tensor5D, filter: tf.Tensor5D) => tf.conv3d(x, filter, [2, 1, 2], 'same'),
  maxPool: (x: tf.Tensor4D) => tf.maxPool(x, 3, 2, 'same'),
  'maxPool of equal numbers': (x: tf.Tensor4D) => tf.maxPool(tf.minimum(x, -0.25), 2, 1, 'valid'),
  maxPool3d: (x: tf.Tensor5D) => tf.maxPool3d(x, 2, 2, 'same'),
  gather: (x: tf.Tensor2D) => tf.gather(x, tf.tensor2d([[3, 0, 3], [1, 3, 0]], [2, 3], 'int32')),
  unsortedSegmentSum: (x: tf.Tensor2D) => tf.unsortedSegmentSum(x, tf.tensor1d([2, 0, 2, -1], 'int32'), 4),
  einsum: (a: tf.Tensor4D, b: tf.Tensor4D) => tf.einsum('bqhd,bkhd->bhqk', a, b),
  'conv2d, strides 2 by 1': (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.conv2d(x, filter, [2, 1], 'same'),
  'conv2d, strides 3': (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.conv2d(x, filter, 3, 'same'),
  'conv2dTranspose, strides 3': (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.conv2dTranspose(x, filter, [1, 11, 8, 2], 3, 'same'),
  'depthwiseConv2d, strides 3': (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.depthwiseConv2d(x, filter, 3, 'same'),
  'conv3d, strides 2': (x: tf.Tensor5D, filter: tf.Tensor5D) => tf.conv3d(x, filter, 2, 'same'),
  'avgPool3d, strides 2': (x: tf.Tensor5D) => tf.avgPool3d(x, [1, 2, 3], 2, 'same'),
  'gather by batches': (x: tf.Tensor4D) => tf.gather(x, tf.tensor2d([[1, 0, 3], [2, 2, 0]], [2, 3], 'int32'), 2, 1),
  'matMul of no terms': (a: tf.Tensor2D, b: tf.Tensor2D, bias: tf.Tensor) => tf.fused.matMul({ a, b, bias }),
  'fused.matMul by batches': (a: tf.Tensor2D, b: tf.Tensor2D, bias: tf.Tensor) => tf.fused.matMul({ a, b, bias, activation: 'relu' }),
  'fused.matMul transposed': (a: tf.Tensor2D, b: tf.Tensor2D, bias: tf.Tensor) =>
    tf.fused.matMul({ a, b, bias, transposeA: true, transposeB: true, activation: 'relu' }),
  dilation2d: (x: tf.Tensor4D, filter: tf.Tensor3D) => tf.dilation2d(x, filter, [1, 2], 'same', [2, 1]),
};

describe.each(recorded)('$name', ({ name, shapes, shift, results }) => {
  it(`has the value${results.length > 1 ? ' and the gradients' : ''} that TensorFlow gives`, () => {
    tf.tidy(() => {
      const op = OPS[name] as (...inputs: tf.Tensor[]) => tf.Tensor; // of as many inputs as there are shapes
      const inputs = shapes.map((shape, index) => tf.add(wave(shape, index + 1), shift));
      const found = [op(...inputs), ...(results.length > 1 ? weightedGradients(op, inputs) : [])];
      expect(found.map(({ shape }) => shape)).toEqual(results.map(({ shape }) => shape));
      found.forEach((tensor, index) => {
        const values = tensor.dataSync();
        results[index]!.values.forEach((expected, at) => expect(values[at]).toBeCloseTo(expected, 5));
      });
    });
  });
});
