/** The examples of TensorFlow's guide "Variables". */
import '@tensorflow/tfjs-backend-cpu';
import { add, scalar, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import {
  addToCollection,
  constantInitializer,
  device,
  getCollection,
  getLocalVariable,
  getNameScope,
  getVariable,
  globalVariables,
  globalVariablesInitializer,
  GraphKeys,
  localVariables,
  localVariablesInitializer,
  onesInitializer,
  randomNormalInitializer,
  reportUninitializedVariables,
  ShapeWithConstantError,
  trainableVariables,
  VariableExistsError,
  variableScope,
  zerosInitializer,
  type Variable,
} from 'varscope';
import { inGraph } from './in-graph.js';
import { namesOf } from './names-of.js';

// Creating a variable

test('a name and a shape make a float32 variable with random values', inGraph(() => {
  const v = getVariable('my_variable', [1, 2, 3]);
  expect([v.name, v.shape, v.declaredDtype]).toEqual(['my_variable:0', [1, 2, 3], 'float32']);
}));

test('dtype and initializer can be given, and the initializer may be passed uncalled', inGraph(() => {
  const v = getVariable('my_int_variable', [1, 2, 3], { dtype: 'int32', initializer: zerosInitializer });
  expect([v.declaredDtype, v.arraySync()]).toEqual(['int32', [[[0, 0, 0], [0, 0, 0]]]]);
}));

test('a tensor as the initializer gives value and shape', () => {
  const value = tensor1d([23, 42], 'int32');
  inGraph(() => {
    const v = getVariable('other_variable', { dtype: 'int32', initializer: value });
    expect([v.shape, v.arraySync()]).toEqual([[2], [23, 42]]);
  })();
  value.dispose();
});

test('with a tensor as the initializer the shape must not be given', () => {
  const value = tensor1d([23, 42], 'int32');
  inGraph(() => {
    const request = (): unknown => getVariable('other_variable', [2], { dtype: 'int32', initializer: value });
    expect(request).toThrow(ShapeWithConstantError);
    expect(globalVariables()).toEqual([]);
  })();
  value.dispose();
});

// Variable collections

test('a variable is in the global and in the trainable variables', inGraph(() => {
  const v = getVariable('v', [1]);
  expect(globalVariables()).toEqual([v]);
  expect(trainableVariables()).toEqual([v]);
  expect(localVariables()).toEqual([]);
}));

test('a variable in the local variables is not global, but still trainable, whatever the guide says', inGraph(() => {
  const myLocal = getVariable('my_local', [], { collections: [GraphKeys.LOCAL_VARIABLES] });
  expect(localVariables()).toEqual([myLocal]);
  expect(trainableVariables()).toEqual([myLocal]);
  expect(globalVariables()).toEqual([]);
  addToCollection('my_collection_name', myLocal);
  expect(getCollection('my_collection_name')).toEqual([myLocal]);
}));

test('a variable that shall not train is only in the global variables', inGraph(() => {
  const v = getVariable('my_non_trainable', [], { trainable: false });
  expect(globalVariables()).toEqual([v]);
  expect(trainableVariables()).toEqual([]);
}));

test('any string names a collection, which takes any object and the same one twice', inGraph(() => {
  const v = getVariable('v', [1]);
  for (const item of [v, 'text', v, 7]) addToCollection('anything', item);
  expect(getCollection('anything')).toEqual([v, 'text', v, 7]);
  expect(getCollection('anything', 'v')).toEqual([v, v]); // a filter drops what has no name
  expect(getCollection('never used')).toEqual([]);
}));

// Device placement

test('a variable is placed on the device of the scope', inGraph(() => {
  const v = device('/device:GPU:1', () => getVariable('v', [1]));
  expect([v.name, v.device]).toEqual(['v:0', '/device:GPU:1']);
}));

// Initializing variables

test('all global variables are initialized at once, or one by itself', inGraph(() => {
  const a = getVariable('a', [2], { initializer: onesInitializer() });
  const b = getVariable('b', [], { initializer: zerosInitializer() });
  expect(reportUninitializedVariables()).toEqual(['a', 'b']);
  a.initializer.run();
  expect(reportUninitializedVariables()).toEqual(['b']);
  expect(a.arraySync()).toEqual([1, 1]);
  globalVariablesInitializer().run();
  expect(reportUninitializedVariables()).toEqual([]);
  expect(b.arraySync()).toBe(0);
}, { initialization: 'deferred' }));

test('local variables have an initializer of their own', inGraph(() => {
  const g = getVariable('g', [2], { initializer: onesInitializer() });
  const l = getLocalVariable('l', [2], { initializer: onesInitializer() });
  globalVariablesInitializer().run();
  expect(reportUninitializedVariables()).toEqual(['l']);
  expect(g.arraySync()).toEqual([1, 1]);
  localVariablesInitializer().run();
  expect(reportUninitializedVariables()).toEqual([]);
  expect(l.arraySync()).toEqual([1, 1]);
}, { initialization: 'deferred' }));

test('initializedValue() lets a variable begin with the value of another one', inGraph(() => {
  const v = getVariable('v', [], { initializer: zerosInitializer() });
  const w = getVariable('w', { initializer: () => tidy(() => add(v.initializedValue(), scalar(1))) });
  w.initializer.run(); // before v, which has no value yet
  expect(w.arraySync()).toBe(1);
  globalVariablesInitializer().run();
  expect([v.arraySync(), w.arraySync()]).toEqual([0, 1]);
}, { initialization: 'deferred' }));

// Using variables

test('assign, assignAdd and assignSub change the value, and a read gives the new one', inGraph(() => {
  const v = getVariable('v', [], { initializer: zerosInitializer() });
  globalVariablesInitializer().run();
  expect(v.assignAdd(1).arraySync()).toBe(1);
  expect(v.arraySync()).toBe(1);
  expect(v.assign(5).arraySync()).toBe(5);
  expect(v.assignSub(2).arraySync()).toBe(3);
  const read = v.readValue();
  expect(read.arraySync()).toBe(3);
  read.dispose();
}, { initialization: 'deferred' }));

// Sharing variables

/** The variables of the guide's layer: 5 × 5 kernels from 32 channels to 32, and biases. */
function convRelu(): readonly [Variable, Variable] {
  const weights = getVariable('weights', [5, 5, 32, 32], { initializer: randomNormalInitializer() });
  const biases = getVariable('biases', [32], { initializer: constantInitializer(0) });
  return [weights, biases];
}

/** The guide's two layers, each in a scope of its own. */
function imageFilter(): readonly Variable[] {
  return [...variableScope('conv1', convRelu), ...variableScope('conv2', convRelu)];
}

const IN_MODEL = ['model/conv1/weights:0', 'model/conv1/biases:0', 'model/conv2/weights:0', 'model/conv2/biases:0'];

test('a function that calls getVariable cannot be called twice in the same scope', inGraph(() => {
  const [weights, biases] = convRelu();
  expect([weights.name, biases.name]).toEqual(['weights:0', 'biases:0']);
  expect([...biases.dataSync()]).toEqual(Array(32).fill(0));
  expect(() => convRelu()).toThrow(VariableExistsError);
  expect(() => getVariable('biases', [32])).toThrow(VariableExistsError);
}));

test('different scopes make different variables of the same function', inGraph(() => {
  imageFilter();
  expect(namesOf(trainableVariables())).toEqual(['conv1/weights:0', 'conv1/biases:0', 'conv2/weights:0', 'conv2/biases:0']);
}));

test('the two layers cannot be made twice, as their scopes do not reuse', inGraph(() => {
  imageFilter();
  expect(() => imageFilter()).toThrow(VariableExistsError);
  variableScope('conv2', () => {
    expect(getNameScope()).toBe('conv2_1');
    expect(() => getVariable('weights', [5, 5, 32, 32])).toThrow(VariableExistsError);
    expect(() => getVariable('biases', [32])).toThrow(VariableExistsError);
  });
  expect(globalVariables()).toHaveLength(4);
}));

test('a scope of the same name with reuse: true shares the variables', inGraph(() => {
  const first = variableScope('model', imageFilter);
  const second = variableScope('model', { reuse: true }, imageFilter);
  second.forEach((variable, i) => expect(variable).toBe(first[i]));
  expect(namesOf(globalVariables())).toEqual(IN_MODEL);
}));

test('scope.reuseVariables() shares the variables from there on', inGraph(() => {
  variableScope('model', (scope) => {
    const first = imageFilter();
    scope.reuseVariables();
    const second = imageFilter();
    second.forEach((variable, i) => expect(variable).toBe(first[i]));
    variableScope('conv1', (conv1) => expect([conv1.reuse, getNameScope()]).toEqual([true, 'model/conv1_2']));
  });
  expect(namesOf(globalVariables())).toEqual(IN_MODEL);
}));

test('a scope object with reuse: true shares the variables, too', inGraph(() => {
  const [scope, first] = variableScope('model', (opened) => [opened, imageFilter()] as const);
  variableScope(scope, { reuse: true }, () => {
    expect(getNameScope()).toBe('model_1');
    imageFilter().forEach((variable, i) => expect(variable).toBe(first[i]));
  });
  expect(scope.reuse).toBe(false);
  expect(namesOf(globalVariables())).toEqual(IN_MODEL);
}));
