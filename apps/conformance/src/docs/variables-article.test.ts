/** The examples of the article on `tf.Variable` and `tf.get_variable`; two of its claims are not what TensorFlow does. */
import '@tensorflow/tfjs-backend-cpu';
import { scalar, type Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  getVariable,
  globalVariables,
  globalVariablesInitializer,
  trainableVariables,
  Variable,
  VariableExistsError,
  VariableMissingError,
  variableScope,
} from 'varscope';
import { inGraph } from './in-graph.js';
import { namesOf } from './names-of.js';

let zero: Tensor;
let two: Tensor;
beforeEach(() => {
  [zero, two] = [scalar(0), scalar(2)];
});
afterEach(() => {
  zero.dispose();
  two.dispose();
});

test('new Variable always makes a new variable, under a name of its own', inGraph(() => {
  const v1 = new Variable(0, { name: 'my_variable' });
  const v2 = new Variable(1, { name: 'my_variable' });
  expect(namesOf(trainableVariables())).toEqual(['my_variable:0', 'my_variable_1:0']);
  globalVariablesInitializer().run();
  expect([v1.arraySync(), v2.arraySync()]).toEqual([0, 1]);
}, { initialization: 'deferred' }));

test('getVariable refuses to make a second variable of the same name', inGraph(() => {
  variableScope('my_scope', () => {
    const v1 = getVariable('my_variable', { initializer: zero });
    expect(() => getVariable('my_variable', { initializer: two })).toThrow(VariableExistsError);
    globalVariablesInitializer().run();
    expect(v1.arraySync()).toBe(0);
  });
  expect(namesOf(globalVariables())).toEqual(['my_scope/my_variable:0']);
}, { initialization: 'deferred' }));

test('getVariable returns the same variable once the scope reuses', inGraph(() => {
  variableScope('my_scope', (scope) => {
    const v1 = getVariable('my_variable', { initializer: zero });
    scope.reuseVariables();
    const v2 = getVariable('my_variable');
    expect(v2).toBe(v1);
    globalVariablesInitializer().run();
    expect([v1.arraySync(), v2.arraySync()]).toEqual([0, 0]);
  });
}, { initialization: 'deferred' }));

test('a reusing scope does not create a variable of another name, whatever the article says', inGraph(() => {
  variableScope('my_scope', (scope) => {
    getVariable('my_variable', { initializer: zero });
    scope.reuseVariables();
    expect(() => getVariable('another_variable', { initializer: two })).toThrow(VariableMissingError);
  });
}));

test('getVariable does not return an existing variable by default, whatever the article says', inGraph(() => {
  getVariable('v', [1]);
  expect(() => getVariable('v', [1])).toThrow(VariableExistsError);
  expect(new Variable(0, { name: 'v' }).name).toBe('v_1:0');
  expect(new Variable(0, { name: 'v' }).name).toBe('v_2:0');
}));
