import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sinCosFloat32 } from './sin-cos-float32.js';

const hash = (elements: Float32Array): string =>
  createHash('sha256').update(new Uint8Array(elements.buffer)).digest('hex');

test('gives the sine and cosine of the C library for every angle', () => {
  const sine = new Float32Array(2 ** 23);
  const cosine = new Float32Array(2 ** 23);
  const pair: number[] = [];
  for (let mantissa = 0; mantissa < 2 ** 23; mantissa++) {
    sinCosFloat32(Math.fround(6.283185307179586 * (mantissa * 2 ** -23)), pair, 0);
    [sine[mantissa], cosine[mantissa]] = pair as [number, number]; // it has two
  }
  // Recorded from glibc 2.36: the SHA-256 of all 2^23 results in order, little-endian.
  expect(hash(sine)).toBe('c718616d24ba03d8eb34fe59f6febc3b383c7d947dec50bdf58c10fbf51946b5');
  expect(hash(cosine)).toBe('b085eb29bc0360f27b736db7ccc9c80d33b0e35e0b810174d45e42383540001c');
});
