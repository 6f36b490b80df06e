import '@tensorflow/tfjs-backend-cpu';
import { scalar, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { l1Regularizer } from './l1-regularizer.js';
import { noRegularizer } from './no-regularizer.js';
import { sumRegularizer } from './sum-regularizer.js';

it('adds penalties and passes over what gives none', () => {
  tidy(() => {
    const regularizer = sumRegularizer([l1Regularizer(1), null, noRegularizer, () => scalar(10)]);
    expect(regularizer?.(tensor1d([3, -4]))?.arraySync()).toBe(17);
  });
});

it('is null when the list holds no regularizer', () => {
  expect(sumRegularizer([])).toBeNull();
  expect(sumRegularizer([null, null])).toBeNull();
});

it('gives no penalty when none of its regularizers does', () => {
  tidy(() => {
    expect(sumRegularizer([noRegularizer, noRegularizer])?.(tensor1d([1]))).toBeNull();
  });
});

it('leaves no tensor behind when a regularizer throws', () => {
  const weights = tensor1d([1]);
  const regularizer = sumRegularizer([
    l1Regularizer(1),
    () => {
      throw new Error('no penalty today');
    },
  ]);
  expect(() => regularizer?.(weights)).toThrow('no penalty today');
  weights.dispose();
});

it('bears the name of the op in TensorFlow, or the scope', () => {
  expect(sumRegularizer([noRegularizer])?.name).toBe('sum_regularizer');
  expect(sumRegularizer([noRegularizer], 's')?.name).toBe('s');
});
