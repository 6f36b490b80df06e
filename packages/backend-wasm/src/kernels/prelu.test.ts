import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '@varscope/spec';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { initializeWasm } from '../initialize-wasm.js';
import { compareWithCpu, wave, weightedGradients } from '../../testdata/compare-with-cpu.js';

let backend: Backend;
beforeAll(async () => {
  backend = await initializeWasm();
});
afterAll(() => {
  backend.dispose();
});

describe('prelu', () => {
  it.each<[number[], number[]]>([
    [[2, 3, 4], []],
    [[2, 3, 4], [1]],
    [[2, 3, 4], [4]],
    [[2, 3, 4], [3, 4]],
    [[2, 3, 4], [1, 3, 4]],
    [[2, 3, 4], [3, 1]],
    [[2, 3, 4], [2, 1, 1]],
    [[2, 3, 4], [2, 1, 4]],
    [[0, 3], [3]],
    [[0, 3], [0, 1]],
  ])('agrees with the cpu backend, and so does its gradient: of %j by slopes of %j', async (shape, shapeOfSlopes) => {
    await compareWithCpu(() => tf.prelu(wave(shape), wave(shapeOfSlopes, 2)), 1e-6);
    await compareWithCpu(() => weightedGradients((x, slopes) => tf.prelu(x, slopes), [wave(shape), wave(shapeOfSlopes, 2)]), 1e-6);
  });

  it('repeats numbers where there are more slopes', async () => {
    await compareWithCpu(() => tf.prelu(wave([4]), wave([2, 4], 2)), 1e-6);
  });

  it('takes integers, as slopes too', async () => {
    await compareWithCpu(() => tf.prelu(tf.tensor1d([-1, 2, -3], 'int32'), tf.tensor1d([-1, 2, 3], 'int32')), 0);
    await compareWithCpu(() => tf.prelu(wave([3], 1), tf.tensor1d([-1, 2, 3], 'int32')), 1e-6);
  });
});

describe.each<number[][]>([[[5]], [[1, 1, 5]], [[4, 4, 5]], [[4, 1, 5]], [[4, 4, 1]], [[4, 1, 1]]])('prelu by slopes of %j', (shape) => {
  const more = { strides: 1, pad: 'same', activation: 'prelu' } as const;

  it('follows a convolution', async () => {
    await compareWithCpu(() => tf.fused.conv2d({
      x: wave([2, 4, 4, 3], 1), filter: wave([2, 2, 3, 5], 2), bias: wave([5], 3), preluActivationWeights: wave(shape, 4), ...more,
    }), 2e-6);
  });

  it('follows a depthwise convolution', async () => {
    await compareWithCpu(() => tf.fused.depthwiseConv2d({
      x: wave([2, 4, 4, 5], 1), filter: wave([2, 2, 5, 1], 2), bias: wave([5], 3), preluActivationWeights: wave(shape, 4), ...more,
    }), 2e-6);
  });
});
