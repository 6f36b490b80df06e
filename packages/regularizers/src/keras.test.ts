import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { grad, memory, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { expect, it } from 'vitest';
import { l1L2 } from './l1-l2.js';
import { l1 } from './l1.js';
import { l2 } from './l2.js';
import { orthogonalRegularizer } from './orthogonal-regularizer.js';

it.each([
  ['l1', l1(0.5), 3.5, [0.5, -0.5, 0]],
  ['l2', l2(0.5), 12.5, [3, -4, 0]],
  ['l1L2', l1L2(0.5, 0.5), 16, [3.5, -4.5, 0]],
  ['l1L2 without its first part', l1L2(0, 0.5), 12.5, [3, -4, 0]],
] as const)('%s has the value and the gradient of Keras', (_, regularizer, value, gradient) => {
  tidy(() => {
    expect(regularizer(tensor1d([3, -4, 0])).arraySync()).toBe(value);
    expect(grad(regularizer)(tensor1d([3, -4, 0])).arraySync()).toEqual(gradient);
  });
});

it('has 0.01 for every factor that is not given', () => {
  expect(l1().getConfig()).toEqual({ l1: Math.fround(0.01) });
  expect(l2(null).getConfig()).toEqual({ l2: 0.01 });
  expect(l1L2().getConfig()).toEqual({ l1: 0.01, l2: 0.01 });
  expect(orthogonalRegularizer().getConfig()).toEqual({ factor: Math.fround(0.01), mode: 'rows' });
});

it('gives a scalar 0 when both factors are 0', () => {
  tidy(() => {
    expect(l1L2(0, 0)(tensor1d([3])).arraySync()).toBe(0);
    expect(l1L2(null, null).getConfig()).toEqual({ l1: 0, l2: 0 });
  });
});

it('makes a regularizer again from its configuration', () => {
  const { factor, mode } = orthogonalRegularizer({ factor: 0.5, mode: 'columns' }).getConfig();
  expect(orthogonalRegularizer({ factor, mode }).getConfig()).toEqual({ factor: 0.5, mode: 'columns' });
});

it('has no penalty, and a gradient of 0, for rows at right angles and rows of zeros', () => {
  tidy(() => {
    const weights = tensor2d([[0, 2], [3, 0], [0, 0]]);
    expect(orthogonalRegularizer()(weights).arraySync()).toBe(0);
    expect(grad(orthogonalRegularizer({ factor: 1 }))(weights).arraySync()).toEqual([[0, 0], [0, 0], [0, 0]]);
  });
});

it('pushes rows towards right angles', () => {
  tidy(() => {
    const weights = tensor2d([[1, 0], [1, 1]]);
    const gradient = grad(orthogonalRegularizer({ factor: 1 }))(weights).arraySync() as number[][];
    // The derivative of |cosine| of (1, 0) and (1, 1): 1/sqrt(2) by the second entry of the first row, and so on.
    const expected = [[0, Math.SQRT1_2], [Math.SQRT1_2 / 2, -Math.SQRT1_2 / 2]];
    gradient.flat().forEach((value, i) => expect(value).toBeCloseTo(expected.flat()[i] as number, 6));
  });
});

it('refuses factors, modes and weights that Keras refuses, and leaves no tensor behind', () => {
  expect(() => l1(-1)).toThrow(InvalidArgumentError);
  expect(() => l2(NaN)).toThrow(/^Invalid value for argument l2: expected a non-negative float/);
  expect(() => l1L2(0, Infinity)).toThrow(InvalidArgumentError);
  expect(() => orthogonalRegularizer({ factor: null as never })).toThrow(InvalidArgumentError);
  expect(() => orthogonalRegularizer({ mode: 'row' as never })).toThrow(InvalidArgumentError);
  tidy(() => {
    const weights = tensor1d([1]);
    const before = memory().numTensors;
    expect(() => orthogonalRegularizer()(weights)).toThrow(/rank 2\. Received: inputs\.shape=\(1,\)$/);
    expect(memory().numTensors).toBe(before);
  });
});
