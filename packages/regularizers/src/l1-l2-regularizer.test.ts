import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { grad, tensor1d, tidy, type Scalar } from '@tensorflow/tfjs-core';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { expect, it } from 'vitest';
import { l1L2Regularizer } from './l1-l2-regularizer.js';
import { noRegularizer } from './no-regularizer.js';

it('adds the two penalties, both with scale 1 unless told otherwise', () => {
  tidy(() => {
    expect(l1L2Regularizer()(tensor1d([3, -4]))?.arraySync()).toBe(19.5);
    expect(l1L2Regularizer(2, 4)(tensor1d([3, -4]))?.arraySync()).toBe(64);
  });
});

it('has the gradients of both', () => {
  tidy(() => {
    const penalty = grad((weights) => l1L2Regularizer(2, 4)(weights) as Scalar);
    expect(penalty(tensor1d([3, -4, 0])).arraySync()).toEqual([14, -18, 0]);
  });
});

it('gives the other penalty alone when one scale is 0, and none when both are', () => {
  tidy(() => {
    expect(l1L2Regularizer(0, 1)(tensor1d([3, -4]))?.arraySync()).toBe(12.5);
    expect(l1L2Regularizer(1, 0)(tensor1d([3, -4]))?.arraySync()).toBe(7);
  });
  expect(l1L2Regularizer(0, 0)).toBe(noRegularizer);
});

it('says which scale is an integer', () => {
  expect(() => l1L2Regularizer(1n as never, 1n as never)).toThrow('scale_l1 cannot be an integer: 1');
  expect(() => l1L2Regularizer(1, true as never)).toThrow('scale_l2 cannot be an integer: true');
  expect(() => l1L2Regularizer(1, -1)).toThrow(InvalidArgumentError);
});

it('bears its own name in every form', () => {
  expect(l1L2Regularizer().name).toBe('l1_l2_regularizer');
  expect(l1L2Regularizer(0, 1).name).toBe('l1_l2_regularizer');
  expect(l1L2Regularizer(1, 0, 'both').name).toBe('both');
});
