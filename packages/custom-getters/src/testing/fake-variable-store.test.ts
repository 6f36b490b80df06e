import '@tensorflow/tfjs-backend-cpu';
import { scalar, tidy, type Variable } from '@tensorflow/tfjs-core';
import { AUTO_REUSE, isPartitionedVariable, type CustomGetter, type PartitionedVariableLike } from '@varscope/spec';
import { ShapeMismatchError, ShapeMissingError, VariableExistsError, VariableMissingError } from '@varscope/spec/errors';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFakeVariableStore, type GetterTestStore } from './fake-variable-store.js';

const plain: CustomGetter = (getter, name, options) => getter(name, options);
let store: GetterTestStore;
beforeEach(() => {
  store = createFakeVariableStore();
});
afterEach(() => {
  store.dispose();
});

it('creates a variable once and finds it again', () => {
  const created = store.getVariable('a/w', { shape: [2], reuse: false }, plain) as Variable;
  expect(created.name).toBe('a/w:0');
  expect(created.arraySync()).toEqual([1, 2]);
  expect(store.getVariable('a/w', { shape: [null], reuse: true }, plain)).toBe(created);
  expect(store.getVariable('a/w', { reuse: AUTO_REUSE }, plain)).toBe(created);
  expect(store.getVariable('a/w', {}, plain)).toBe(created);
});

it('refuses what getVariable refuses', () => {
  store.getVariable('w', { shape: [2] }, plain);
  expect(() => store.getVariable('w', { shape: [2], reuse: false }, plain)).toThrow(VariableExistsError);
  expect(() => store.getVariable('v', { shape: [2], reuse: true }, plain)).toThrow(VariableMissingError);
  expect(() => store.getVariable('w', { shape: [3] }, plain)).toThrow(ShapeMismatchError);
  expect(() => store.getVariable('v', {}, plain)).toThrow(ShapeMissingError);
});

it('takes functions and values as initial values', () => {
  tidy(() => {
    const found = [() => scalar(1), scalar(2), 3].map((initializer, index) =>
      (store.getVariable(`v${index}`, { shape: [], initializer }, plain) as Variable).arraySync(),
    );
    expect(found).toEqual([1, 2, 3]);
  });
});

it('splits a variable, the first shards getting one row more, and gives it back as a whole', () => {
  const partitioner = (): number[] => [2, 1];
  const whole = store.getVariable('p', { shape: [3, 2], partitioner }, plain) as PartitionedVariableLike;
  expect(isPartitionedVariable(whole)).toBe(true);
  expect([...whole].map(({ name, shape }) => [name, shape])).toEqual([['p/part_0:0', [2, 2]], ['p/part_1:0', [1, 2]]]);
  expect([...whole][1]?.saveSliceInfo?.spec).toBe('3 2 2,1:0,2');
  tidy(() => {
    expect(whole.asTensor().arraySync()).toEqual([[1, 2], [3, 4], [5, 6]]);
  });
});

it('calls the custom getter with a complete request', () => {
  let dtype: string | undefined;
  store.getVariable('w', { shape: [2] }, (getter, name, options) => {
    dtype = options.dtype;
    expect(Object.isFrozen(options)).toBe(true);
    return getter(name, options);
  });
  expect(dtype).toBe('float32');
});
