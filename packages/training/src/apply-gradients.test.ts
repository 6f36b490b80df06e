import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import {
  AssignDTypeError,
  AssignShapeError,
  InvalidArgumentError,
  NoGradientsError,
  NoVariablesError,
} from '@varscope/spec/errors';
import { Graph, Variable } from '@varscope/store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyGradients } from './apply-gradients.js';
import { computeGradients } from './compute-gradients.js';

let graph: Graph;
let optimizer: tf.Optimizer;

beforeEach(() => {
  graph = new Graph();
  optimizer = tf.train.sgd(0.1);
});
afterEach(() => {
  graph.dispose();
  optimizer.dispose();
});

const inGraph = (body: () => void): (() => void) => () => {
  tf.tidy(() => graph.run(body));
};

test('lets gradients be changed between their computation and their use', inGraph(() => {
  const variable = new Variable([1, 1], { dtype: 'float32', constraint: (value) => tf.maximum(value, 0.95) });
  const { gradients } = computeGradients(() => tf.sum(tf.mul(variable, [10, 0.1])));
  applyGradients(optimizer, gradients.map(([gradient, each]) => [gradient && tf.clipByValue(gradient, -1, 1), each]));
  expect([...variable.dataSync()]).toEqual([0.95, 0.99].map(Math.fround));
}));

test('leaves the gradients to their owner', inGraph(() => {
  const variable = new Variable([1], { dtype: 'float32' });
  const gradient = tf.tensor1d([1]);
  applyGradients(optimizer, [[gradient, variable]]);
  expect(gradient.isDisposed).toBe(false);
}));

test('refuses gradients that do not fit, also where they would broadcast', inGraph(() => {
  const variable = new Variable([1, 2], { dtype: 'float32', name: 'v' });
  expect(() => applyGradients(optimizer, [[tf.scalar(1), variable]])).toThrow(AssignShapeError);
  expect(() => applyGradients(optimizer, [[tf.tensor1d([1]), variable]])).toThrow('expected: (2,)\n  found: (1,)');
  expect(() => applyGradients(optimizer, [[tf.tensor1d([1, 2], 'int32'), variable]])).toThrow(AssignDTypeError);
  expect([...variable.dataSync()]).toEqual([1, 2]);
}));

test('refuses an empty list, one without a gradient, and one with a variable twice', inGraph(() => {
  const variable = new Variable([1, 2], { dtype: 'float32', name: 'v' });
  expect(() => applyGradients(optimizer, [])).toThrow(NoVariablesError);
  expect(() => applyGradients(optimizer, [[null, variable]])).toThrow(NoGradientsError);
  expect(() => applyGradients(optimizer, [[null, variable]])).toThrow('No gradients provided for any variable: v.');
  const twice = [[tf.tensor1d([1, 2]), variable], [null, variable]] as const;
  expect(() => applyGradients(optimizer, twice)).toThrow(InvalidArgumentError);
}));
