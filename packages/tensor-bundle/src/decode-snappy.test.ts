import { expect, test } from 'vitest';
import { decodeSnappy } from './decode-snappy.js';
import { WireFormatError } from './wire-reader.js';

const decode = (bytes: readonly number[], limit = 1000): string => String.fromCharCode(...decodeSnappy(Uint8Array.from(bytes), limit));
const text = (value: string): number[] => Array.from(value, (character) => character.charCodeAt(0));

test('decodes literals and copies of every form', () => {
  expect(decode([0])).toBe('');
  expect(decode([3, 2 << 2, ...text('abc')])).toBe('abc');
  expect(decode([10, 2 << 2, ...text('abc'), (3 << 2) | 1, 3])).toBe('abcabcabca'); // 7 bytes from 3 back, over itself
  expect(decode([6, 2 << 2, ...text('abc'), (2 << 2) | 2, 3, 0])).toBe('abcabc');
  expect(decode([6, 2 << 2, ...text('abc'), (2 << 2) | 3, 3, 0, 0, 0])).toBe('abcabc');
  expect(decode([70, 60 << 2, 69, ...text('x'.repeat(70))])).toBe('x'.repeat(70));
  expect(decode([0xac, 2, 61 << 2, 0x2b, 1, ...text('y'.repeat(300))])).toBe('y'.repeat(300));
});

test.each<[string, number[], number?]>([
  ['nothing', []],
  ['a length that it does not reach', [4, 2 << 2, ...text('abc')]],
  ['a length that it passes', [2, 2 << 2, ...text('abc')]],
  ['a length that so few bytes cannot make', [0xff, 0xff, 3, 2 << 2, ...text('abc')], 1e9],
  ['a length above the limit', [3, 2 << 2, ...text('abc')], 2],
  ['a literal that ends too early', [9, 8 << 2, ...text('abc')]],
  ['a copy from before the beginning', [8, 2 << 2, ...text('abc'), (1 << 2) | 1, 4]],
  ['a copy from where it is', [8, 2 << 2, ...text('abc'), (1 << 2) | 1, 0]],
  ['a copy that passes the length', [4, 2 << 2, ...text('abc'), (1 << 2) | 1, 3]],
])('refuses %s', (_, bytes, limit) => {
  expect(() => decode(bytes, limit)).toThrow(WireFormatError);
});
