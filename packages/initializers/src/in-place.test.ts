import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { initializeWasm } from '@varscope/backend-wasm';
import type { Backend } from '@varscope/spec';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectSameOnBackend } from '../testdata/expect-same-on-backend.js';
import {
  constantInitializer,
  glorotUniformInitializer,
  orthogonalInitializer,
  randomNormalInitializer,
  randomUniformInitializer,
  truncatedNormalInitializer,
  zerosInitializer,
} from './index.js';

let backend: Backend;

beforeAll(async () => {
  backend = await initializeWasm();
});
afterAll(() => {
  backend.dispose();
});

it('gives the recorded values in the memory of the wasm backend', () => expectSameOnBackend('wasm'));

it.each([
  ['glorot uniform', glorotUniformInitializer({ seed: 1 })],
  ['normal', randomNormalInitializer({ seed: 2, mean: 1, stddev: 3 })],
  ['truncated normal', truncatedNormalInitializer({ seed: 3 })],
  ['orthogonal', orthogonalInitializer({ seed: 4 })],
  ['constant', constantInitializer(2.5)],
  ['zeros', zerosInitializer()],
])('writes large tensors there with the values that an array gets: %s', (_, initializer) => {
  const shape = [333, 7];
  const tensor = initializer(shape, 'float32');
  expect(tensor.dataSync()).toEqual(initializer.values(shape, 'float32'));
  tensor.dispose();
});

it('rounds float16 and writes integers there', () => {
  const half = randomNormalInitializer({ seed: 5 });
  const integers = randomUniformInitializer({ minval: -9, maxval: 9, seed: 6, dtype: 'int32' });
  for (const [initializer, dtype] of [[half, 'float16'], [integers, 'int32']] as const) {
    const tensor = initializer([2000], dtype);
    expect(tensor.dataSync()).toEqual(initializer.values([2000], dtype));
    tensor.dispose();
  }
});

it('frees the tensor when the values cannot be made', () => {
  const { numTensors, numBytes } = tf.memory();
  const empty = randomUniformInitializer({ minval: 3, maxval: 3, dtype: 'int32' });
  expect(() => empty([4], 'int32')).toThrow('Need minval < maxval');
  expect(tf.memory()).toMatchObject({ numTensors, numBytes });
});
