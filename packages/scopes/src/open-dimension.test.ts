/** What a variable with an unknown dimension does was checked with TensorFlow 2.21. */
import '@tensorflow/tfjs-backend-cpu';
import { tensor1d, type Tensor } from '@tensorflow/tfjs-core';
import { AssignShapeError, ShapeMismatchError } from '@varscope/spec/errors';
import { Graph, type Variable } from '@varscope/store';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { getVariable } from './get-variable.js';
import { variableScope } from './variable-scope.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

const create = (): Variable =>
  variableScope('s', () => getVariable('v', [null], { dtype: 'int32', initializer: (): Tensor => tensor1d([2, 3], 'int32') }));

it('keeps an unknown dimension in its declared shape, and the shape of the value beside it', () => {
  const variable = graph.run(create);
  expect(variable.declaredShape).toEqual([null]);
  expect(variable.shape).toEqual([2]);
});

it('takes values of any size along an unknown dimension, and of no other rank', () => {
  const variable = graph.run(create);
  expect([...variable.assign([1, 2, 3]).dataSync()]).toEqual([1, 2, 3]);
  expect(variable.shape).toEqual([3]);
  expect(() => variable.assign([[1]])).toThrow(AssignShapeError);
});

it('is reused by requests whose shape agrees with the declared one', () => {
  graph.run(() => {
    const variable = create();
    variableScope('s', { reuse: true }, () => {
      expect(getVariable('v', [5], { dtype: 'int32' })).toBe(variable);
      expect(() => getVariable('v', [5, 1], { dtype: 'int32' })).toThrow(ShapeMismatchError);
    });
  });
});
