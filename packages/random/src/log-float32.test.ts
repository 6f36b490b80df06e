import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { logFloat32 } from './log-float32.js';

test('gives the logarithm of the C library for every uniform number', () => {
  const uniform = Float32Array.from({ length: 2 ** 23 }, (_, mantissa) => Math.max(mantissa * 2 ** -23, 1e-7));
  const logarithm = Float32Array.from(new Uint32Array(uniform.buffer), logFloat32);
  // Recorded from glibc 2.36: the SHA-256 of all 2^23 results in order, little-endian.
  expect(createHash('sha256').update(new Uint8Array(logarithm.buffer)).digest('hex')).toBe(
    '207fef8ffa8c82caf82c478ee40c5bdbcc5d64d385cd8a1ce60d832fcf03b59b',
  );
});
