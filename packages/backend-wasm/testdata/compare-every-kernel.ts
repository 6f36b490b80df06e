import * as tf from '@tensorflow/tfjs-core';
import { compareWithCpu, wave, weightedGradients } from './compare-with-cpu.js';

/** Compares every module of WebAssembly of this package with the cpu backend, in sizes with and without a rest. */
export async function compareEveryKernel(): Promise<void> {
  for (const channels of [1, 7, 16]) {
    const x = (): tf.Tensor4D => wave([3, 7, 8, channels], 1);
    const filter = (): tf.Tensor4D => wave([3, 2, channels, 9], 2);
    const depthwise = (): tf.Tensor4D => wave([2, 3, channels, 1], 2);
    const conv2d = (x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor => tf.conv2d(x, filter, 1, 'same');
    const depthwiseConv2d = (x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor => tf.depthwiseConv2d(x, filter, 1, 'same');
    const maxPool = (x: tf.Tensor4D): tf.Tensor => tf.maxPool(tf.sub(x, 2), 3, 2, 'same');
    await compareWithCpu(() => weightedGradients(conv2d, [x(), filter()]), 2e-6);
    await compareWithCpu(() => weightedGradients(depthwiseConv2d, [x(), depthwise()]), 2e-6);
    await compareWithCpu(() => weightedGradients(maxPool, [x()]), 1e-6);
    await compareWithCpu(() => tf.sum(x(), [0, 1]), 1e-6);
    await compareWithCpu(() => tf.unsortedSegmentSum(wave([5, channels]), tf.tensor1d([1, 0, 1, 2, 1], 'int32'), 4), 1e-6);
  }
}
