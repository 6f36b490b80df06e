import { ArgumentTypeError } from '@varscope/spec/errors';
import { expect, test } from 'vitest';
import { truncateSeed } from './truncate-seed.js';

test('takes a seed modulo 2^31-1, with the sign of the modulus', () => {
  expect(truncateSeed(2147483647)).toBe(0);
  expect(truncateSeed(-1)).toBe(2147483646);
  expect(truncateSeed(-2147483647)).toBe(0);
});

test('keeps all digits of a bigint', () => {
  expect(truncateSeed(2n ** 64n)).toBe(4);
  expect(truncateSeed(-(2n ** 64n))).toBe(2147483643);
});

test('takes a boolean for 0 or 1', () => {
  expect([truncateSeed(false), truncateSeed(true)]).toEqual([0, 1]);
});

test.each(['7', Number.NaN, Number.POSITIVE_INFINITY, {}])('refuses %s', (seed) => {
  expect(() => truncateSeed(seed as number)).toThrow(ArgumentTypeError);
});
