import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { grad, square, sum, tensor1d, tidy, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { DTypeMismatchError, ShapeMismatchError } from '@varscope/spec/errors';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { composeCustomGetters } from './compose-custom-getters.js';
import { stopGradientGetter } from './stop-gradient-getter.js';
import { createFakeVariableStore, type GetterTestStore } from './testing/fake-variable-store.js';
import { withValuesGetter } from './with-values-getter.js';

let store: GetterTestStore;
beforeEach(() => {
  store = createFakeVariableStore();
});
afterEach(() => {
  store.dispose();
});

it('gives a value in the place of a variable, which is not created', () => {
  tidy(() => {
    const value = tensor1d([5, 6]);
    expect(store.getVariable('w', { shape: [2], reuse: true }, withValuesGetter({ w: value }))).toBe(value);
    const other = store.getVariable('v', { shape: [2] }, withValuesGetter(new Map([['w', value]]))) as Tensor;
    expect(other.arraySync()).toEqual([1, 2]);
  });
});

it.each(['constructor', '__proto__', 'toString'])('takes %s for an ordinary name', (name) => {
  tidy(() => {
    const value = tensor1d([5]);
    const variable = store.getVariable(name, { shape: [1] }, withValuesGetter({})) as Tensor;
    expect(variable.arraySync()).toEqual([1]);
    expect(store.getVariable(name, {}, withValuesGetter(new Map([[name, value]])))).toBe(value);
  });
});

it('lets gradients pass to the values', () => {
  tidy(() => {
    const gradient = grad((w: Tensor) => sum<Scalar>(square(store.getVariable('w', {}, withValuesGetter({ w })) as Tensor)));
    expect(gradient(tensor1d([5, 6])).arraySync()).toEqual([10, 12]);
  });
});

it('leaves the value to the caller, also inside of another getter', () => {
  const value = tensor1d([5, 6]);
  const found = store.getVariable('w', {}, composeCustomGetters(stopGradientGetter, withValuesGetter({ w: value }))) as Tensor;
  expect(found.arraySync()).toEqual([5, 6]);
  found.dispose();
  expect(value.isDisposed).toBe(false);
  value.dispose();
});

it('refuses a value of another shape or dtype', () => {
  tidy(() => {
    const getter = withValuesGetter({ w: tensor1d([5, 6]) });
    expect(() => store.getVariable('w', { shape: [3] }, getter)).toThrow(ShapeMismatchError);
    expect(() => store.getVariable('w', { shape: [3] }, getter)).toThrow(
      /^Trying to share variable w, but specified shape \(3,\) and found shape \(2,\)\./,
    );
    expect(() => store.getVariable('w', { dtype: 'int32' }, getter)).toThrow(DTypeMismatchError);
    expect(store.getVariable('w', { shape: [null], dtype: 'float16' }, getter)).toBeDefined();
  });
});
