import { expect, it } from 'vitest';
import { nearestNames } from './nearest-names.js';

it('gives the closest names first, and equally close ones in order', () => {
  expect(nearestNames('layer/weights', ['layer/weight', 'layer/wights2', 'layer/biases', 'layer/weigths'])).toEqual([
    'layer/weight',
    'layer/weigths',
    'layer/wights2',
  ]);
});

it('gives three at most', () => {
  expect(nearestNames('a/v', ['a/v1', 'a/v2', 'a/v3', 'a/v4'])).toEqual(['a/v1', 'a/v2', 'a/v3']);
});

it('leaves out names that differ in more than a third of the letters, or in more than two of a short name', () => {
  expect(nearestNames('conv1/kernel', ['conv2/kernel', 'conv1/b', 'dense/kernel/Adam'])).toEqual(['conv2/kernel']);
  expect(nearestNames('w', ['wxy', 'wxyz'])).toEqual(['wxy']);
});

it('does not give the name itself', () => {
  expect(nearestNames('a/v', ['a/v'])).toEqual([]);
});
