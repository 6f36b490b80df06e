import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { beforeAll, expect, it } from 'vitest';
import { reachVolumes } from './reach-volumes.js';

beforeAll(() => {
  reachVolumes('cpu');
  reachVolumes('cpu');
});

const volume = (): tf.Tensor5D => tf.reshape(tf.range(0, 36), [1, 3, 3, 4, 1]);
const placesOf = (x: tf.Tensor): number[] => [...x.dataSync()].flatMap((value, place) => (value === 0 ? [] : place));

// What TensorFlow 2.21 gives of tf.nn.conv3d, max_pool3d and avg_pool3d, with 'SAME'.
it('convolves what the windows reach, from the first element on', () => {
  tf.tidy(() => {
    const convolve = (x: tf.Tensor, filter: tf.Tensor): tf.Tensor => tf.conv3d(x as tf.Tensor5D, filter as tf.Tensor5D, [2, 3, 2], 'same'); // as below
    const filter = tf.fill([1, 1, 1, 1, 1], 2);
    expect([...convolve(volume(), filter).dataSync()]).toEqual([0, 4, 48, 52]);
    const [ofX, ofFilter] = tf.grads(convolve)([volume(), filter]) as [tf.Tensor, tf.Tensor]; // of two
    expect([ofX.shape, placesOf(ofX), Math.max(...ofX.dataSync())]).toEqual([[1, 3, 3, 4, 1], [0, 2, 24, 26], 2]);
    expect([...ofFilter.dataSync()]).toEqual([52]);
  });
});

it('pools what the windows reach, from the first element on', () => {
  tf.tidy(() => {
    const pool = (x: tf.Tensor): tf.Tensor => tf.maxPool3d(x as tf.Tensor5D, 1, [1, 3, 2], 'same'); // of five dimensions
    expect([...pool(volume()).dataSync()]).toEqual([0, 2, 12, 14, 24, 26]);
    expect(placesOf(tf.grad(pool)(tf.add(volume(), 1)))).toEqual([0, 2, 12, 14, 24, 26]);
    expect([...tf.maxPool3d(volume(), [1, 2, 1], [1, 3, 2], 'same').dataSync()]).toEqual([4, 6, 16, 18, 28, 30]);
    expect([...tf.avgPool3d(volume(), [1, 2, 1], [1, 3, 2], 'same').dataSync()]).toEqual([2, 4, 14, 16, 26, 28]);
  });
});

it('leaves windows that reach the end as they are', () => {
  tf.tidy(() => {
    expect([...tf.maxPool3d(volume(), 3, 3, 'same').dataSync()]).toEqual([33, 35]);
  });
});
