import '@tensorflow/tfjs-backend-cpu';
import { argMax, reshape, tidy } from '@tensorflow/tfjs-core';
import { Graph } from 'varscope';
import { describe, expect, test } from 'vitest';
import { batches, loadMnist, SIDE, type Digits } from './mnist.js';

const PIXELS = SIDE * SIDE;

describe('loadMnist', () => {
  const { training, test: tests } = loadMnist();

  test('gives all 70,000 digits', () => {
    expect([training.count, training.images.length / PIXELS]).toEqual([60_000, 60_000]);
    expect([tests.count, tests.images.length / PIXELS]).toEqual([10_000, 10_000]);
  });

  test('gives the labels of MNIST, and images that use all gray values', () => {
    expect([...training.labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect([...tests.labels.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
    expect(new Set(tests.images).size).toBe(256);
  });
});

describe('batches', () => {
  /** Ten images; the brightest pixel of each is the one of its number. */
  const digits: Digits = {
    count: 10,
    images: Uint8Array.from({ length: 10 * PIXELS }, (_, index) => (index % PIXELS === Math.floor(index / PIXELS) ? 255 : 51)),
    labels: Uint8Array.from({ length: 10 }, (_, index) => index),
  };
  const labelsOf = (...parameters: Parameters<typeof batches>): number[][] =>
    Array.from(batches(...parameters), ({ labels }) => [...labels.dataSync()]);

  test('gives digits in order, fewer in the last batch', () => {
    expect(labelsOf(digits, 4)).toEqual([[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]);
    expect(labelsOf(digits, 4, { count: 5 })).toEqual([[0, 1, 2, 3], [4]]);
  });

  test('gives each image with its label, as numbers from 0 to 1', () => {
    using graph = new Graph({ seed: 1 });
    graph.run(() => {
      for (const { images, labels } of batches(digits, 3, { isShuffled: true })) {
        expect(images.shape).toEqual([labels.size, SIDE, SIDE, 1]);
        expect(tidy(() => argMax(reshape(images, [labels.size, PIXELS]), 1).dataSync())).toEqual(labels.dataSync());
        expect(new Set(images.dataSync())).toEqual(new Set([Math.fround(0.2), 1]));
      }
    });
  });

  test('shuffles as the seed of the graph decides, every digit once', () => {
    const shuffled = (seed: number): number[] => {
      using graph = new Graph({ seed });
      return graph.run(() => labelsOf(digits, 10, { isShuffled: true })).flat();
    };
    expect(shuffled(1)).toEqual(shuffled(1));
    expect(shuffled(1)).not.toEqual(shuffled(2));
    expect(shuffled(1)).not.toEqual([...digits.labels]);
    expect(shuffled(1).sort()).toEqual([...digits.labels]);
  });

  test('frees a batch also when the loop ends early', () => {
    for (const { images } of batches(digits, 4)) {
      expect(images.isDisposed).toBe(false);
      break;
    }
  });
});
