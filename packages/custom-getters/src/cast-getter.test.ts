import '@tensorflow/tfjs-backend-cpu';
import { type Tensor } from '@tensorflow/tfjs-core';
import type { CustomGetter, DType, VariableLike } from '@varscope/spec';
import { DTypeInvalidError } from '@varscope/spec/errors';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { castGetter } from './cast-getter.js';
import { createFakeVariableStore, type GetterTestStore } from './testing/fake-variable-store.js';

let store: GetterTestStore;
beforeEach(() => {
  store = createFakeVariableStore();
});
afterEach(() => {
  store.dispose();
});

const plain: CustomGetter = (getter, name, options) => getter(name, options);

it('stores one dtype and gives the other', () => {
  const found = store.getVariable('w', { shape: [2], dtype: 'float32' }, castGetter('int32')) as Tensor;
  expect([found.dtype, found.arraySync()]).toEqual(['float32', [1, 2]]);
  found.dispose();
  expect((store.getVariable('w', {}, plain) as VariableLike).declaredDtype).toBe('int32');
});

it('gives the variable itself where tfjs stores both dtypes alike', () => {
  const found = store.getVariable('w', { shape: [2], dtype: 'float16' }, castGetter('float32')) as VariableLike;
  expect(found).toBe(store.getVariable('w', {}, plain));
  expect(found.declaredDtype).toBe('float32');
});

it('gives nothing where there is nothing', () => {
  expect(castGetter('int32')(() => null, 'w', { dtype: 'float32' } as never)).toBeNull(); // all that it reads
});

it('refuses a dtype that TensorFlow does not have', () => {
  expect(() => castGetter('float31' as DType)).toThrow(DTypeInvalidError);
});
