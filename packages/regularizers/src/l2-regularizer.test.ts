import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { grad, tensor1d, tidy, type Scalar } from '@tensorflow/tfjs-core';
import { ArgumentTypeError, InvalidArgumentError } from '@varscope/spec/errors';
import { expect, it } from 'vitest';
import { l2Regularizer } from './l2-regularizer.js';
import { noRegularizer } from './no-regularizer.js';

it('gives half the sum of squares', () => {
  tidy(() => {
    expect(l2Regularizer(0.5)(tensor1d([3, -4]))?.arraySync()).toBe(6.25);
  });
});

it('has a gradient of scale times the weights', () => {
  tidy(() => {
    const penalty = grad((weights) => l2Regularizer(0.5)(weights) as Scalar);
    expect(penalty(tensor1d([3, -4, 0])).arraySync()).toEqual([1.5, -2, 0]);
  });
});

it('gives no penalty for a scale of 0', () => {
  expect(l2Regularizer(0)).toBe(noRegularizer);
});

it('refuses integers, negative scales and weights that are not floats', () => {
  expect(() => l2Regularizer(0n as never)).toThrow(InvalidArgumentError);
  expect(() => l2Regularizer(-1)).toThrow(InvalidArgumentError);
  expect(() => l2Regularizer(null as never)).toThrow(ArgumentTypeError);
  tidy(() => {
    expect(() => l2Regularizer(0.5)(tensor1d([1], 'int32'))).toThrow(ArgumentTypeError);
  });
});

it('bears the name of the op in TensorFlow, or the scope', () => {
  expect(l2Regularizer(0.5).name).toBe('l2_regularizer');
  expect(l2Regularizer(0.5, 'decay').name).toBe('decay');
});
