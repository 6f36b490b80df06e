import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { Graph, Variable } from '@varscope/store';
import { expect, test } from 'vitest';
import { computeGradients } from './compute-gradients.js';

test('registers the gradients of tfjs where none are', () => {
  expect(tf.getGradient('Sum')).toBeUndefined();
  using graph = new Graph();
  const variable = graph.run(() => new Variable([1, 2], { dtype: 'float32' }));
  tf.tidy(() => {
    const { gradients } = computeGradients(() => tf.sum(tf.square(variable)), { variables: graph });
    expect(Array.from(gradients[0]?.[0]?.dataSync() ?? [])).toEqual([2, 4]);
  });
});
