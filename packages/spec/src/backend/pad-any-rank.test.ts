import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { padAnyRank } from './pad-any-rank.js';

// That shaders need it, the gradients of TensorFlow show on webgl and webgpu.
it('pads axis by axis what has more than four dimensions', () => {
  tf.tidy(() => {
    const x = tf.reshape(tf.range(1, 9), [2, 1, 2, 1, 2]);
    const paddings: [number, number][] = [[1, 0], [0, 2], [0, 0], [1, 1], [0, 1]];
    const expected = tf.pad(x, paddings, 7); // by the kernel of the processor, which takes any rank
    padAnyRank('cpu');
    const padded = tf.pad(x, paddings, 7);
    expect([padded.shape, [...padded.dataSync()]]).toEqual([expected.shape, [...expected.dataSync()]]);
  });
});
