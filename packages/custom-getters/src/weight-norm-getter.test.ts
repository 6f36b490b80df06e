import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { sum, tensor1d, tensor2d, tidy, variableGrads, zeros, type Scalar, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import type { CustomGetter, VariableLike, VariableRequest } from '@varscope/spec';
import { VariableMissingError } from '@varscope/spec/errors';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { composeCustomGetters } from './compose-custom-getters.js';
import { createFakeVariableStore, type GetterTestStore } from './testing/fake-variable-store.js';
import { weightNormGetter } from './weight-norm-getter.js';

const plain: CustomGetter = (getter, name, options) => getter(name, options);
let store: GetterTestStore;
beforeEach(() => {
  store = createFakeVariableStore();
});
afterEach(() => {
  store.dispose();
});

const columns = (): Tensor => tensor2d([[3, 0], [4, 2]]);

it('keeps the direction under the name and the lengths in name/g, at first those of the direction', () => {
  tidy(() => {
    const kernel = store.getVariable('w', { shape: [2, 2], initializer: columns }, weightNormGetter()) as Tensor;
    kernel.dataSync().forEach((value, i) => expect(value).toBeCloseTo([3, 0, 4, 2][i] as number, 6));
    expect((store.getVariable('w', { reuse: true }, plain) as Variable).arraySync()).toEqual([[3, 0], [4, 2]]);
    expect((store.getVariable('w/g', { reuse: true }, plain) as Variable).arraySync()).toEqual([5, 2]);
  });
});

it('gives columns the lengths in g, whatever the lengths in v', () => {
  tidy(() => {
    store.getVariable('w', { shape: [2, 2], initializer: columns }, weightNormGetter());
    (store.getVariable('w/g', {}, plain) as Variable).assign(tensor1d([10, 1]));
    (store.getVariable('w', {}, plain) as Variable).assign(tensor2d([[0.3, 0], [0.4, 7]]));
    const kernel = store.getVariable('w', { reuse: true }, weightNormGetter()) as Tensor;
    kernel.dataSync().forEach((value, i) => expect(value).toBeCloseTo([6, 0, 8, 1][i] as number, 5));
  });
});

it('has the gradients of the paper', () => {
  tidy(() => {
    store.getVariable('w', { shape: [2, 2], initializer: columns }, weightNormGetter());
    const v = store.getVariable('w', {}, plain) as Variable;
    const g = store.getVariable('w/g', {}, plain) as Variable;
    const { grads } = variableGrads(() => sum<Scalar>(store.getVariable('w', {}, weightNormGetter()) as Tensor), [v, g]);
    // dL/dg = ∇·v / ‖v‖ and dL/dv = g/‖v‖ ∇ - g (dL/dg) / ‖v‖² v, with ∇ = 1 everywhere and g = ‖v‖.
    grads[g.name]?.dataSync().forEach((value, i) => expect(value).toBeCloseTo([1.4, 1][i] as number, 6));
    grads[v.name]?.dataSync().forEach((value, i) => expect(value).toBeCloseTo([0.16, 1, -0.12, 0][i] as number, 6));
  });
});

it('normalizes over all axes but the last', () => {
  tidy(() => {
    const kernel = store.getVariable('k', { shape: [2, 2, 1] }, weightNormGetter()) as Tensor;
    expect(kernel.shape).toEqual([2, 2, 1]);
    const [length] = (store.getVariable('k/g', {}, plain) as Variable).arraySync() as [number];
    expect(length).toBeCloseTo(Math.sqrt(1 + 4 + 9 + 16), 6);
  });
});

it('gives biases and integers as they are, without lengths', () => {
  const bias = store.getVariable('b', { shape: [2] }, weightNormGetter());
  expect(bias).toBe(store.getVariable('b', {}, plain));
  const table = store.getVariable('t', { shape: [2, 2], dtype: 'int32', trainable: false }, weightNormGetter());
  expect(table).toBe(store.getVariable('t', {}, plain));
  expect(() => store.getVariable('b/g', { reuse: true }, plain)).toThrow(VariableMissingError);
});

it('regularizes, constrains and partitions the direction only', () => {
  const requests: [string, Partial<VariableRequest>][] = [];
  const look: CustomGetter = (getter, name, { regularizer, constraint, partitioner, trainable }) => {
    requests.push([name, { regularizer, constraint, partitioner, trainable }]);
    return getter(name, { shape: name.endsWith('/g') ? [2] : [2, 2] });
  };
  const given = { regularizer: () => null, constraint: (value: Tensor) => value, partitioner: () => [2, 1], trainable: false };
  tidy(() => {
    store.getVariable('w', { shape: [2, 2], ...given }, composeCustomGetters(weightNormGetter(), look));
  });
  const none = { regularizer: null, constraint: null, partitioner: null, trainable: false };
  expect(requests).toEqual([['w', given], ['w/g', none]]);
});

it('has a finite value and gradient for columns of zeros', () => {
  tidy(() => {
    const ask = () => store.getVariable('w', { shape: [2, 2], initializer: () => zeros([2, 2]) }, weightNormGetter()) as Tensor;
    expect(ask().arraySync()).toEqual([[0, 0], [0, 0]]);
    const v = store.getVariable('w', {}, plain) as VariableLike;
    const { grads } = variableGrads(() => sum<Scalar>(ask()), [v]);
    expect(grads[v.name]?.arraySync()).toEqual([[0, 0], [0, 0]]);
  });
});
