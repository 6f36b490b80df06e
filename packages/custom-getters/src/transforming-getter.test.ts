import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { add, mul, sum, variableGrads, type Scalar, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stopGradientGetter } from './stop-gradient-getter.js';
import { createFakeVariableStore, type GetterTestStore } from './testing/fake-variable-store.js';
import { transformingGetter } from './transforming-getter.js';
import { tidyResult } from './tidy-result.js';

let store: GetterTestStore;
beforeEach(() => {
  store = createFakeVariableStore();
});
afterEach(() => {
  store.dispose();
});

it('gives the function of a variable and leaves the variable as it is', () => {
  const negative = transformingGetter((value) => mul(value, -1));
  const found = store.getVariable('w', { shape: [3] }, negative) as Tensor;
  expect(found.arraySync()).toEqual([-1, -2, -3]);
  found.dispose();
  const stored = store.getVariable('w', {}, (getter, name, options) => getter(name, options)) as Tensor;
  expect(stored.arraySync()).toEqual([1, 2, 3]);
});

it('tells the transform the name and the request', () => {
  const seen: unknown[] = [];
  const look = transformingGetter((value, name, { shape }) => {
    seen.push(name, shape);
    return value;
  });
  store.getVariable('a/w', { shape: [3] }, look);
  expect(seen).toEqual(['a/w', [3]]);
});

it('gives nothing where there is nothing', () => {
  const nothing = transformingGetter(() => {
    throw new Error('there is nothing to transform');
  });
  expect(store.getVariable('w', {}, (_getter, name, options) => nothing(() => null, name, options))).toBeNull();
});

it('leaves no tensor behind when the transform throws', () => {
  const failing = transformingGetter((value) => {
    mul(value, 2);
    throw new Error('half-way');
  });
  expect(() => store.getVariable('w', { shape: [3] }, failing)).toThrow('half-way');
});

it('stopGradientGetter gives the value, and a constant to gradients', () => {
  const free = store.getVariable('w', { shape: [3] }, (getter, name, options) => getter(name, options)) as Variable;
  tidyResult(() => {
    const { value, grads } = variableGrads(
      () => sum<Scalar>(add(mul(free, 10), store.getVariable('w', {}, stopGradientGetter) as Tensor)),
      [free],
    );
    expect(value.arraySync()).toBe(66);
    expect(grads[free.name]?.arraySync()).toEqual([10, 10, 10]);
    return null;
  });
});
