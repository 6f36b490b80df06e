import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerGradients } from './register-gradients.js';

await tf.ready(); // so that it is known which backend it is
beforeAll(registerGradients);

type Volume = tf.Tensor5D;
const volume = (): Volume => tf.reshape(tf.range(0, 36), [1, 3, 3, 4, 1]);
const filter = (): Volume => tf.fill([1, 1, 1, 1, 1], 2);
const every = (places: number[], value: number): number[] => Array.from({ length: 36 }, (_, place) => (places.includes(place) ? value : 0));

/** The result and the gradient of the volume, where TensorFlow 2.21 was given the same, with 'SAME'. */
const CASES: [name: string, op: (x: Volume) => tf.Tensor, result: number[], gradient: number[]][] = [
  ['conv3d', (x) => tf.conv3d(x, filter(), [2, 3, 2], 'same'), [0, 4, 48, 52], every([0, 2, 24, 26], 2)],
  ['maxPool3d', (x) => tf.maxPool3d(x, [1, 2, 1], [1, 3, 2], 'same'), [4, 6, 16, 18, 28, 30], every([4, 6, 16, 18, 28, 30], 1)],
  ['avgPool3d', (x) => tf.avgPool3d(x, [1, 2, 1], [1, 3, 2], 'same'), [2, 4, 14, 16, 26, 28],
    every([0, 2, 4, 6, 12, 14, 16, 18, 24, 26, 28, 30], 0.5)],
];

describe.each(CASES)('%s of windows that end before the volume', (name, op, result, gradient) => {
  const gives = async (compute: (x: Volume) => tf.Tensor, expected: number[]): Promise<void> => {
    const found = tf.tidy(() => compute(volume()));
    const numbers = [...await found.data()];
    found.dispose();
    expect(numbers).toEqual(expected);
  };

  // On `cpu`, which no adapter mends, tfjs begins with another element.
  const byAdapter = tf.getBackend() === 'cpu' ? it.fails : it;
  byAdapter('is that of TensorFlow', () => gives(op, result));
  const ofAverages = name === 'avgPool3d' ? it : byAdapter;
  ofAverages('has its gradient', () => gives(tf.grad((x) => op(x as Volume)), gradient)); // called with a volume
});
