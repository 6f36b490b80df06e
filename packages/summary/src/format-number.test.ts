import { expect, it } from 'vitest';
import { formatNumber } from './format-number.js';

it.each([
  [0, '0'], [-0, '0'], [1234567, '1234567'], [-12, '-12'], [1 / 3, '0.3333'], [-1.5e-9, '-1.5e-9'], [12345.678, '12350'],
  [3.4028234663852886e38, '3.403e38'], [NaN, 'NaN'], [-Infinity, '-Infinity'], [123456789, '1.235e8'], [-2e9, '-2e9'], [Number.MAX_VALUE, '1.798e308'],
])('writes %d as %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});
