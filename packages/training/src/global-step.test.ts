import '@tensorflow/tfjs-backend-cpu';
import { tensor1d, train } from '@tensorflow/tfjs-core';
import { ArgumentTypeError, FailedPreconditionError, InvalidArgumentError, VariableExistsError } from '@varscope/spec/errors';
import { variableScope } from '@varscope/scopes';
import { addToCollection, getCollection, globalVariables, Graph, trainableVariables, Variable } from '@varscope/store';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { applyGradients } from './apply-gradients.js';
import { createGlobalStep } from './create-global-step.js';
import { getGlobalStep } from './get-global-step.js';
import { getOrCreateGlobalStep } from './get-or-create-global-step.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

// What follows is what tf.train of TensorFlow 2.21 does in graph mode.
it('makes an int64 zero that is not trained, below the current variable scope', () => {
  graph.run(() => {
    const step = variableScope('foo', () => getOrCreateGlobalStep());
    expect(step).toMatchObject({ name: 'foo/global_step:0', declaredDtype: 'int64', trainable: false, aggregation: 'ONLY_FIRST_REPLICA' });
    expect(step.arraySync()).toBe(0);
    expect([globalVariables(), getCollection('global_step'), trainableVariables()]).toEqual([[step], [step], []]);
  });
});

it('is 0 whatever the initializer and the partitioner of the scope say', () => {
  const step = graph.run(() => variableScope('foo', { initializer: () => 7, partitioner: () => [2] }, () => createGlobalStep()));
  expect(step.arraySync()).toBe(0);
});

it('is found wherever it was made, and made once', () => {
  expect(getGlobalStep(graph)).toBeNull();
  const step = createGlobalStep(graph);
  expect(step.graph).toBe(graph);
  expect(getGlobalStep(graph)).toBe(step);
  expect(getOrCreateGlobalStep(graph)).toBe(step);
  expect(() => createGlobalStep(graph)).toThrow(VariableExistsError);
});

it('is any integer variable of that name', () => {
  const step = graph.run(() => new Variable(3, { name: 'global_step', dtype: 'int64' }));
  expect(getGlobalStep(graph)).toBe(step);
});

it.each([
  [3.5, 'Existing "global_step" does not have integer type: float32'],
  [[3n], 'Existing "global_step" is not scalar: (1,)'],
])('refuses the value %s under that name', (value, message) => {
  graph.run(() => new Variable(value as never, { name: 'global_step' })); // tfjs's declarations have no bigint
  expect(() => getGlobalStep(graph)).toThrow(new ArgumentTypeError(message));
});

it('refuses what is no variable, and several', () => {
  graph.run(() => {
    addToCollection('global_step', 'hello');
    expect(() => getGlobalStep()).toThrow(new ArgumentTypeError('Existing "global_step" must be a Variable or Tensor: hello.'));
    addToCollection('global_step', 'again');
    expect(() => getGlobalStep()).toThrow(InvalidArgumentError);
  });
});

it('counts the updates', () => {
  const [step, variable] = [createGlobalStep(graph), graph.run(() => new Variable([1]))];
  const [optimizer, gradient] = [train.sgd(0.5), tensor1d([1])];
  for (let i = 0; i < 3; i++) applyGradients(optimizer, [[gradient, variable]], { globalStep: step });
  expect([step.arraySync(), variable.arraySync()]).toEqual([3, [-0.5]]);
  gradient.dispose();
  optimizer.dispose();
});

it('is needed before anything is updated', () => {
  using deferred = new Graph({ initialization: 'deferred' });
  const [step, variable] = [createGlobalStep(deferred), graph.run(() => new Variable([1]))];
  const [optimizer, gradient] = [train.sgd(0.5), tensor1d([1])];
  expect(() => applyGradients(optimizer, [[gradient, variable]], { globalStep: step })).toThrow(FailedPreconditionError);
  expect(variable.arraySync()).toEqual([1]);
  gradient.dispose();
  optimizer.dispose();
});
