import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { md5 } from './md5.js';

const hexadecimal = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('md5', () => {
  // The first and the last digest of the suite in RFC 1321, A.5.
  it.each([
    ['', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['12345678901234567890123456789012345678901234567890123456789012345678901234567890', '57edf4a22be3c955ac49da2e2107b67a'],
  ])('gives the digest of %j that RFC 1321 states', (text, digest) => {
    expect(hexadecimal(md5(new TextEncoder().encode(text)))).toBe(digest);
  });

  it('agrees with Node around every block boundary', () => {
    for (let length = 0; length <= 130; length++) {
      const message = Uint8Array.from({ length }, (_, index) => (index * 37 + length) % 256);
      expect(hexadecimal(md5(message))).toBe(createHash('md5').update(message).digest('hex'));
    }
  });
});
