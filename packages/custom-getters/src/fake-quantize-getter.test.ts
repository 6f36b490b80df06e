import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { sum, tensor, tidy, valueAndGrad, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { completeRequest } from '@varscope/spec';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { expect, it } from 'vitest';
import recording from '../testdata/fake-quantize.json' with { type: 'json' };
import { fakeQuantizeGetter, type FakeQuantizeOptions } from './fake-quantize-getter.js';

interface Case extends FakeQuantizeOptions {
  readonly shape: number[];
  readonly input: number[];
  readonly output: number[];
  readonly gradient: number[];
}

// The file says how it was recorded.
const { cases }: { readonly cases: readonly Case[] } = recording;

function quantize(value: Tensor, options?: FakeQuantizeOptions): Tensor {
  return fakeQuantizeGetter(options)(() => value, 'w', completeRequest()) as Tensor;
}

it.each(cases)('has the levels and gradients of TensorFlow: %j', ({ shape, input, output, gradient, ...options }) => {
  tidy(() => {
    const value = tensor(input, shape);
    const { grad } = valueAndGrad((one: Tensor) => sum<Scalar>(quantize(one, options)))(value);
    const found = Array.from(quantize(value, options).dataSync());
    // The same level: levels are computed with the rounding of float32 in both, but not in the same order.
    found.forEach((one, i) => expect(one).toBeCloseTo(output[i] as number, 6));
    expect(Array.from(grad.dataSync())).toEqual(gradient);
  });
});

it('gives integers as they are', () => {
  tidy(() => {
    const steps = tensor([1, 2], [2], 'int32');
    expect(quantize(steps)).toBe(steps);
  });
});

it.each([1, 17, 2.5, NaN])('refuses %d bits', (bits) => {
  expect(() => fakeQuantizeGetter({ bits })).toThrow(InvalidArgumentError);
});
