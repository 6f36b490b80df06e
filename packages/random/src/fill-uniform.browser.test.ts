import { expect, test } from 'vitest';
import { fillNormal } from './fill-normal.js';
import { fillTruncatedNormal } from './fill-truncated-normal.js';
import { fillUniform } from './fill-uniform.js';

const SEED = { pair: [87654321, 1], run: 0 } as const;

// Recorded from TensorFlow 2.21.0: the beginning of the SHA-256 of 65537 elements of float32.
test.each([
  ['uniform', fillUniform, 'b163490649eef8fe'],
  ['normal', fillNormal, '3bc826fbc0d164a7'],
  ['truncated normal', fillTruncatedNormal, 'd210c17595e7608f'],
] as const)('gives the %s bits of TensorFlow on the main thread of a page', async (_, fill, hash) => {
  const out = new Float32Array(65537);
  fill(out, SEED);
  const digest = await crypto.subtle.digest('SHA-256', out);
  expect(Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')).toBe(hash);
});
