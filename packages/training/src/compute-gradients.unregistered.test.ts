import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { GradientMissingError } from '@varscope/spec/errors';
import { Graph, Variable } from '@varscope/store';
import { expect, test } from 'vitest';
import { computeGradients } from './compute-gradients.js';

test('says how to register the gradients of tfjs where none are', () => {
  using graph = new Graph();
  const variable = graph.run(() => new Variable([1, 2], { dtype: 'float32' }));
  const before = tf.memory().numTensors;
  const compute = (): unknown => computeGradients(() => tf.sum(tf.square(variable)), { variables: graph });
  expect(compute).toThrow(GradientMissingError);
  expect(compute).toThrow("No gradient defined for operation 'Sum'.");
  expect(compute).toThrow('`await registerGradients()` of @varscope/backend-wasm');
  expect(tf.memory().numTensors).toBe(before);
});
