/** Checks that a backend holds the values of initializers bit for bit, and computes with them. */
import { mul, onesLike, ready, setBackend, tidy } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import {
  glorotUniformInitializer,
  orthogonalInitializer,
  randomNormalInitializer,
  randomUniformInitializer,
  truncatedNormalInitializer,
} from '../src/index.js';

const SHAPE = [37, 53];

export async function expectSameOnBackend(name: string): Promise<void> {
  expect(await setBackend(name)).toBe(true);
  await ready();
  const factories = [glorotUniformInitializer, orthogonalInitializer, randomNormalInitializer, truncatedNormalInitializer];
  const integers = randomUniformInitializer({ minval: -1000, maxval: 1000, dtype: 'int32', seed: 42 });
  for (const initializer of [...factories.map((make) => make({ seed: 42 })), integers]) {
    tidy(() => {
      const tensor = initializer(SHAPE);
      expect(mul(tensor, onesLike(tensor)).dataSync()).toEqual(initializer.values(SHAPE));
      expect(tensor.dataSync()).toEqual(initializer.values(SHAPE));
    });
  }
}
