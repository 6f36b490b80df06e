import '@tensorflow/tfjs-backend-cpu';
import { memory, square, train, type Scalar } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { AUTO_REUSE } from '@varscope/spec';
import { VariableMissingError } from '@varscope/spec/errors';
import { getCollection, Graph, trainableVariables, Variable } from '@varscope/store';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { getVariable } from './get-variable.js';
import { makeTemplate } from './make-template.js';
import { variableScope } from './variable-scope.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

// No name at the root begins with `_`: `__proto__` has a test of its own.
const NAMES = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '1', '0', 'then', 'length', 'a\\b', 'a>b', '.'];

it.each(NAMES)('has variables and scopes called %s', (name) => {
  graph.run(() => {
    expect(() => variableScope(name, { reuse: true }, () => getVariable(name))).toThrow(VariableMissingError);
    const variable = getVariable(name, [1]);
    const inner = variableScope(name, () => getVariable(name, [1]));
    expect([variable.op.name, inner.op.name]).toEqual([`${name}_1`, `${name}/${name}`]); // the scope took the op name
    variableScope('', { reuse: true }, () => {
      expect(getVariable(name, [1])).toBe(variable);
      expect(variableScope(name, () => getVariable(name))).toBe(inner);
    });
    expect(trainableVariables()).toEqual([variable, inner]);
    expect(makeTemplate(name, () => getVariable('w', [1]).name)()).toBe(`${name}_1/w:0`);
    expect(variableScope(null, { defaultName: name }, (scope) => scope.name)).toBe(`${name}_2`);
  });
});

it('has variables and scopes called __proto__ inside of a scope', () => {
  graph.run(() => {
    const create = (): Variable => variableScope('s', { reuse: AUTO_REUSE }, () => variableScope('__proto__', () => getVariable('__proto__', [1])));
    const variable = create();
    expect(variable.name).toBe('s/__proto__/__proto__:0');
    expect(create()).toBe(variable);
    expect(new Variable(1, { name: 's/__proto__' }).name).toBe('s/__proto___1:0');
  });
});

it('keeps collections under such keys', () => {
  graph.run(() => {
    expect(getCollection('__proto__')).toEqual([]);
    const variable = getVariable('v', [1], { collections: ['__proto__', 'constructor'] });
    expect([getCollection('__proto__'), getCollection('constructor'), getCollection('toString')]).toEqual([[variable], [variable], []]);
  });
});

it('trains variables of such names with the optimizers of tfjs', () => {
  const before = memory().numTensors;
  graph.run(() => {
    const variables = ['constructor', '1', 'toString'].map((name) => getVariable(name, { initializer: 1 }));
    const [first] = variables as [Variable];
    const optimizer = train.sgd(0.25);
    optimizer.minimize(() => square(first) as Scalar, false, [first]);
    expect(variables.map((variable) => variable.arraySync())).toEqual([0.5, 1, 1]);
    optimizer.dispose();
  });
  graph.dispose();
  expect(memory().numTensors).toBe(before);
});

// TensorFlow 2.21: the op of a variable with an empty name has that of its type.
it('has variables without a name', () => {
  graph.run(() => {
    const variable = getVariable('', [1]);
    expect([variable.name, variable.op.name]).toEqual([':0', 'VarHandleOp']);
    expect(getVariable('', [1], { reuse: AUTO_REUSE })).toBe(variable);
    expect(new Variable(1, { name: '' })).toMatchObject({ name: ':0', op: { name: 'VarHandleOp_1' } });
    expect(new Variable(1, { name: '', useResource: false })).toMatchObject({ name: 'VariableV2:0', op: { name: 'VariableV2' } });
    expect(variableScope('s', () => getVariable('', [1]).name)).toBe('s:0');
  });
});
