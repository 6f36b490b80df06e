import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { ones, sum, tensor2d, tidy, variableGrads, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import type { CustomGetter, VariableLike } from '@varscope/spec';
import { InvalidArgumentError, VariableMissingError } from '@varscope/spec/errors';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { composeCustomGetters } from './compose-custom-getters.js';
import { loraGetter } from './lora-getter.js';
import { createFakeVariableStore, type GetterTestStore } from './testing/fake-variable-store.js';

const plain: CustomGetter = (getter, name, options) => getter(name, options);
let store: GetterTestStore;
beforeEach(() => {
  store = createFakeVariableStore();
});
afterEach(() => {
  store.dispose();
});

const stored = (name: string): VariableLike => store.getVariable(name, { reuse: true }, plain) as VariableLike;

it('gives the frozen kernel at first, with adapters for its matrix', () => {
  tidy(() => {
    const kernel = store.getVariable('w', { shape: [3, 2] }, loraGetter({ rank: 1 })) as Tensor;
    expect(kernel.arraySync()).toEqual([[1, 2], [3, 4], [5, 6]]);
    expect(stored('w').trainable).toBe(false);
    expect([stored('w/lora_a').shape, stored('w/lora_b').shape]).toEqual([[3, 1], [1, 2]]);
    expect([stored('w/lora_a').trainable, stored('w/lora_b').trainable]).toEqual([true, true]);
    expect(stored('w/lora_b').arraySync()).toEqual([[0, 0]]);
  });
});

it('adds alpha / rank times the product of the adapters', () => {
  tidy(() => {
    const lora = loraGetter({ rank: 2, alpha: 4, initializer: () => ones([3, 2]) });
    const ask = () => store.getVariable('w', { shape: [3, 2] }, lora) as Tensor;
    ask();
    stored('w/lora_b').assign(tensor2d([[1, 0], [2, 10]]));
    expect(ask().arraySync()).toEqual([[7, 22], [9, 24], [11, 26]]);
  });
});

it('lets no gradient pass to the kernel, even where it was created as trainable', () => {
  tidy(() => {
    store.getVariable('w', { shape: [2, 2], trainable: true }, plain);
    const ask = () => store.getVariable('w', { shape: [2, 2] }, loraGetter({ rank: 1 })) as Tensor;
    ask();
    const [w, a, b] = [stored('w'), stored('w/lora_a'), stored('w/lora_b')];
    expect(w.trainable).toBe(true);
    const { grads } = variableGrads(() => sum<Scalar>(ask()), [w, a, b]);
    expect(grads[w.name]).toBeFalsy();
    expect(grads[a.name]?.arraySync()).toEqual([[0], [0]]);
    expect(grads[b.name]?.arraySync()).toEqual([[3, 3]]); // the column sums of a, which is 1, 2
  });
});

it('takes a kernel with more axes as a matrix, such as the one of a convolution of GPT-2', () => {
  tidy(() => {
    const kernel = store.getVariable('w', { shape: [1, 3, 2] }, loraGetter({ rank: 1 })) as Tensor;
    expect(kernel.shape).toEqual([1, 3, 2]);
    expect(stored('w/lora_a').shape).toEqual([3, 1]);
  });
});

it('freezes biases, without adapters', () => {
  tidy(() => {
    const bias = store.getVariable('b', { shape: [2] }, loraGetter({ rank: 1 })) as Tensor;
    expect(bias.arraySync()).toEqual([1, 2]);
    expect(stored('b').trainable).toBe(false);
    expect(() => stored('b/lora_a')).toThrow(VariableMissingError);
  });
});

it('leaves alone what its filter refuses and what is not trainable', () => {
  const lora = loraGetter({ rank: 1, filter: (name) => name.includes('attention') });
  expect(store.getVariable('dense/w', { shape: [2, 2] }, lora)).toBe(stored('dense/w'));
  expect(stored('dense/w').trainable).toBe(true);
  const steps = store.getVariable('attention/mask', { shape: [2, 2], trainable: false }, lora);
  expect(steps).toBe(stored('attention/mask'));
});

it('says which adapter a getter inside does not give, and leaves no tensor behind', () => {
  const dropping: CustomGetter = (getter, name, options) => (name.endsWith('/lora_b') ? null : getter(name, options));
  const ask = () => store.getVariable('w', { shape: [2, 2] }, composeCustomGetters(loraGetter({ rank: 1 }), dropping));
  expect(ask).toThrow(VariableMissingError);
  expect(ask).toThrow(/^Variable w\/lora_b does not exist/);
});

it('gives nothing where there is nothing', () => {
  expect(store.getVariable('w', {}, composeCustomGetters(loraGetter({ rank: 1 }), () => undefined))).toBeUndefined();
});

it.each([0, -1, 1.5, NaN])('refuses the rank %d', (rank) => {
  expect(() => loraGetter({ rank })).toThrow(InvalidArgumentError);
});
