import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { grad, scalar, tensor1d, tidy, variable, variableGrads, type Scalar } from '@tensorflow/tfjs-core';
import { ArgumentTypeError, InvalidArgumentError } from '@varscope/spec/errors';
import { expect, it } from 'vitest';
import { l1Regularizer } from './l1-regularizer.js';
import { noRegularizer } from './no-regularizer.js';

it('sums up absolute values', () => {
  tidy(() => {
    expect(l1Regularizer(0.5)(tensor1d([1, -2, 0]))?.arraySync()).toBe(1.5);
  });
});

it('has the gradient of TensorFlow: 0 where a weight is 0', () => {
  tidy(() => {
    const penalty = grad((weights) => l1Regularizer(0.5)(weights) as Scalar);
    expect(penalty(tensor1d([3, -2, 0])).arraySync()).toEqual([0.5, -0.5, 0]);
  });
});

it('takes a variable as scale, which may change and be trained', () => {
  tidy(() => {
    const scale = variable(scalar(1));
    const weights = tensor1d([1, -2]);
    const regularizer = l1Regularizer(scale);
    const { value, grads } = variableGrads(() => regularizer(weights) as Scalar, [scale]);
    expect(value.arraySync()).toBe(3);
    expect(grads[scale.name]?.arraySync()).toBe(3);
    scale.assign(scalar(2));
    expect(regularizer(weights)?.arraySync()).toBe(6);
    scale.dispose();
  });
});

it('gives no penalty for a scale of 0', () => {
  expect(l1Regularizer(0)).toBe(noRegularizer);
  expect(l1Regularizer(-0)).toBe(noRegularizer);
});

it('takes 1 for the float that it is in JavaScript', () => {
  expect(() => l1Regularizer(1)).not.toThrow();
});

it.each([1n, true, false])('refuses %s, which is certainly an integer', (scale) => {
  expect(() => l1Regularizer(scale as never)).toThrow(InvalidArgumentError);
  expect(() => l1Regularizer(scale as never)).toThrow(`scale cannot be an integer: ${scale}`);
});

it('refuses a negative scale and what is no number', () => {
  expect(() => l1Regularizer(-0.5)).toThrow(InvalidArgumentError);
  expect(() => l1Regularizer(-0.5)).toThrow('Setting a scale less than 0 on a regularizer: -0.5');
  expect(() => l1Regularizer('0.1' as never)).toThrow(ArgumentTypeError);
});

it('refuses weights that are not floats, and leaves no tensor behind', () => {
  tidy(() => {
    expect(() => l1Regularizer(0.5)(tensor1d([1], 'int32'))).toThrow(ArgumentTypeError);
  });
});

it('bears the name of the op in TensorFlow, or the scope', () => {
  expect(l1Regularizer(0.5).name).toBe('l1_regularizer');
  expect(l1Regularizer(0.5, 'sparsity').name).toBe('sparsity');
});

it('leaves behind nothing but the penalty', () => {
  const weights = tensor1d([1, -2]);
  const penalty = l1Regularizer(0.5)(weights);
  weights.dispose();
  penalty?.dispose(); // a tensor more would fail this test
});
