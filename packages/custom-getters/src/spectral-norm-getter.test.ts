import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { grad, mul, sum, tensor, tidy, type Scalar, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import type { CustomGetter, VariableLike } from '@varscope/spec';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { composeCustomGetters } from './compose-custom-getters.js';
import { spectralNormGetter } from './spectral-norm-getter.js';
import { createFakeVariableStore, type GetterTestStore } from './testing/fake-variable-store.js';
import { transformingGetter } from './transforming-getter.js';
import { withValuesGetter } from './with-values-getter.js';

const plain: CustomGetter = (getter, name, options) => getter(name, options);
let store: GetterTestStore;
beforeEach(() => {
  store = createFakeVariableStore();
});
afterEach(() => {
  store.dispose();
});

// Its singular values are 2 and 8: orthogonal rows of length 8 and 2.
const kernel = (): Tensor => tensor([[[4.8, 6.4]], [[-1.6, 1.2]]], [2, 1, 2]);

function values(options?: Parameters<typeof spectralNormGetter>[0]): readonly number[] {
  return tidy(() => {
    const getter = spectralNormGetter(options);
    return Array.from((store.getVariable('w', { shape: [2, 1, 2], initializer: kernel }, getter) as Tensor).dataSync());
  });
}

it('divides a kernel by its largest singular value', () => {
  values({ iterations: 30 }).forEach((value, i) => expect(value).toBeCloseTo([0.6, 0.8, -0.2, 0.15][i] as number, 5));
});

it('comes closer with every call', () => {
  const errors = [1, 2, 3].map(() => Math.abs((values()[0] as number) - 0.6));
  expect(errors[0]).toBeGreaterThan(errors[1] as number);
  expect(errors[1]).toBeGreaterThan(errors[2] as number);
});

it('keeps u, which is not trained, in name/u, and leaves it as it is in evaluation', () => {
  values();
  const u = store.getVariable('w/u', { reuse: true }, plain) as VariableLike;
  expect([u.shape, u.trainable]).toEqual([[1, 2], false]);
  const before = u.arraySync();
  const first = values({ update: false });
  expect(values({ update: false })).toEqual(first);
  expect(u.arraySync()).toEqual(before);
  values();
  expect(u.arraySync()).not.toEqual(before);
});

it('leaves u as it is when a getter inside gives a tensor for it', () => {
  tidy(() => {
    const copying = transformingGetter((value) => mul(value, 1));
    const getter = composeCustomGetters(spectralNormGetter(), copying);
    store.getVariable('w', { shape: [2, 2] }, getter);
    expect((store.getVariable('w/u', {}, plain) as Variable).arraySync()).toEqual([[1, 2]]);
  });
});

it('has the gradient of w / σ(w) with constant singular vectors', () => {
  tidy(() => {
    const normalized = (w: Tensor): Scalar => {
      const getter = composeCustomGetters(spectralNormGetter({ iterations: 60 }), withValuesGetter({ w }));
      return sum<Scalar>(store.getVariable('w', {}, getter) as Tensor);
    };
    const at = tensor([4.8, 6.4, -1.6, 1.2], [2, 2]);
    const gradient = grad(normalized)(at);
    // d/dw of Σw/σ is 1/σ - (Σw/σ²) l rᵀ with l = (1, 0), r = (0.6, 0.8), σ = 8, Σw = 10.8.
    const expected = [0.125 - 0.16875 * 0.6, 0.125 - 0.16875 * 0.8, 0.125, 0.125];
    gradient.dataSync().forEach((value, i) => expect(value).toBeCloseTo(expected[i] as number, 5));
  });
});

it('gives biases as they are', () => {
  const bias = store.getVariable('b', { shape: [2] }, spectralNormGetter());
  expect(bias).toBe(store.getVariable('b', {}, plain));
});

it.each([0, 1.5, NaN])('refuses %d iterations', (iterations) => {
  expect(() => spectralNormGetter({ iterations })).toThrow(InvalidArgumentError);
});
