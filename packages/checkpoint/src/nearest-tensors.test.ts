import { expect, it } from 'vitest';
import { nearestTensors } from './nearest-tensors.js';

it('finds a tensor of another scope by the end of its name', () => {
  expect(nearestTensors('gpt/h0/ln_1/b', ['model/h0/ln_1/b', 'model/h1/ln_1/b', 'model/h0/ln_1/g'])).toEqual(['model/h0/ln_1/b']);
  expect(nearestTensors('w', ['generator/w', 'ema/generator/w', 'generator/b'])).toEqual(['generator/w', 'ema/generator/w']);
});

it('begins with those that are spelled alike, and gives three at most', () => {
  const ends = ['one', 'two', 'three'].map((scope) => `${scope}/of/many/dense/kernel`);
  expect(nearestTensors('dense/kernel', [...ends, 'dense/kernels'])).toEqual(['dense/kernels', ends[0], ends[1]]);
});

it('takes no more than half of a name for nothing', () => {
  expect(nearestTensors('generator/kernel', ['discriminator/deep/kernel'])).toEqual([]);
});
