import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { releaseInputs } from './release-inputs.js';

const { kernelFunc } = tf.getKernel('GatherNd', 'cpu');
tf.unregisterKernel('GatherNd', 'cpu');
tf.registerKernel({
  kernelName: 'GatherNd',
  backendName: 'cpu',
  kernelFunc: (call) => {
    for (const { dataId } of Object.values(call.inputs) as tf.TensorInfo[]) (call.backend as tf.KernelBackend).incRef(dataId);
    return kernelFunc(call);
  },
});

const gather = (values: tf.Tensor, row: number): unknown => tf.gatherND(values, tf.tensor2d([[row]], [1, 1], 'int32')).arraySync();

it('has a kernel give up what it holds of its inputs, also where it throws', () => {
  const before = tf.memory().numDataBuffers;
  tf.tidy(() => {
    expect(gather(tf.tensor1d([5, 6]), 1)).toEqual([6]);
  });
  expect(tf.memory().numDataBuffers).toBe(before + 2);
  releaseInputs('GatherNd', 'cpu');
  releaseInputs('GatherNd', 'cpu');
  tf.tidy(() => {
    const values = tf.tensor1d([5, 6]);
    expect([gather(values, 1), gather(values, 0)]).toEqual([[6], [5]]);
    expect(() => gather(values, 2)).toThrow('Invalid indices');
  });
  expect(tf.memory().numDataBuffers).toBe(before + 2);
});
