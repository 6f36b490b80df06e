/** The examples of the documentation of `tf.compat.v1.get_local_variable`. */
import '@tensorflow/tfjs-backend-cpu';
import { tensor1d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import {
  AUTO_REUSE,
  getCollection,
  getLocalVariable,
  getVariable,
  getVariableScope,
  globalVariables,
  InitializerDTypeMismatchError,
  localVariables,
  ShapeMissingError,
  trainableVariables,
  variableScope,
  type CustomGetter,
  type Variable,
} from 'varscope';
import { inGraph } from './in-graph.js';
import { namesOf } from './names-of.js';

test('a function that opens its scope with AUTO_REUSE creates the variable once and shares it', inGraph(() => {
  const foo = (): Variable => variableScope('foo', { reuse: AUTO_REUSE }, () => getVariable('v', [1]));
  const v1 = foo(); // creates v
  const v2 = foo(); // gets the same variable
  expect(v2).toBe(v1);
  expect(v1.name).toBe('foo/v:0');
  expect(namesOf(globalVariables())).toEqual(['foo/v:0']);
}));

test('a local variable is shared the same way, and is neither global nor trainable', inGraph(() => {
  const foo = (): Variable => variableScope('foo', { reuse: AUTO_REUSE }, () => getLocalVariable('v', [1]));
  const v = foo();
  expect(foo()).toBe(v);
  expect(v.trainable).toBe(false);
  expect(namesOf(getVariableScope().localVariables())).toEqual(['foo/v:0']);
  expect(localVariables()).toEqual([v]);
  expect(globalVariables()).toEqual([]);
  expect(trainableVariables()).toEqual([]);
}));

test('a custom getter that appends a suffix renames what is asked for, in a call and in a scope', inGraph(() => {
  const asked: [string, readonly string[] | null, boolean | null][] = [];
  const suffix: CustomGetter = (getter, name, options) => {
    asked.push([name, options.collections, options.trainable]);
    return getter(`${name}_suffix`, options);
  };
  expect(getLocalVariable('v', [1], { customGetter: suffix }).name).toBe('v_suffix:0');
  expect(getVariable('w', [1], { customGetter: suffix }).name).toBe('w_suffix:0');
  variableScope('s', { customGetter: suffix }, () => {
    expect(getVariable('x', [2]).name).toBe('s/x_suffix:0');
    expect(getLocalVariable('y', [2]).name).toBe('s/y_suffix:0');
  });
  expect(asked).toEqual([
    ['v', ['local_variables'], false],
    ['w', null, true],
    ['s/x', null, true],
    ['s/y', ['local_variables'], false],
  ]);
  expect(namesOf(localVariables())).toEqual(['v_suffix:0', 's/y_suffix:0']);
  expect(namesOf(globalVariables())).toEqual(['w_suffix:0', 's/x_suffix:0']);
}));

test('a local variable joins the local variables beside the collections that are passed, and never trains', inGraph(() => {
  getLocalVariable('a', [1]);
  getLocalVariable('b', [1], { collections: ['mine'] });
  expect(getLocalVariable('c', [1], { trainable: true }).trainable).toBe(false);
  const d = getVariable('d', [1], { collections: ['local_variables'] });
  expect(d.trainable).toBe(true); // `getVariable` trains it, whatever its collections
  getVariable('e', [], { collections: ['local_variables'], trainable: false });

  expect(namesOf(localVariables())).toEqual(['a:0', 'b:0', 'c:0', 'd:0', 'e:0']);
  expect(trainableVariables()).toEqual([d]);
  expect(globalVariables()).toEqual([]);
  expect(getCollection('mine')).toHaveLength(1);
}));

test('an initializer value of another dtype than the requested one is an error', () => {
  const value = tensor1d([1, 2], 'int32');
  inGraph(() => {
    expect(() => getLocalVariable('v', { initializer: value, dtype: 'float32' })).toThrow(InitializerDTypeMismatchError);
    const w = getLocalVariable('w', { initializer: value, dtype: 'int32' });
    expect([w.shape, w.declaredDtype, [...w.dataSync()]]).toEqual([[2], 'int32', [1, 2]]);
    expect(() => getLocalVariable('u')).toThrow(ShapeMissingError);
    expect(namesOf(localVariables())).toEqual(['w:0']);
  })();
  value.dispose();
});
