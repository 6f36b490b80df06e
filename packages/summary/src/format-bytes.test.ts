import { expect, it } from 'vitest';
import { formatBytes } from './format-bytes.js';

it.each([
  [0, '0 B'], [1023, '1023 B'], [1024, '1.00 KiB'], [1536, '1.50 KiB'], [10234, '9.99 KiB'], [10235, '10.0 KiB'],
  [102348, '99.9 KiB'], [102400, '100 KiB'], [1023487, '999 KiB'], [1023488, '0.98 MiB'], [498_000_000, '475 MiB'],
  [1.5 * 2 ** 40, '1.50 TiB'], [2 ** 62, '4096 PiB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
