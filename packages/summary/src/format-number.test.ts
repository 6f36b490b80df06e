import { expect, it } from 'vitest';
import { formatNumber } from './format-number.js';

it.each([
  [0, '0'], [-0, '0'], [1234567, '1234567'], [-12, '-12'], [1 / 3, '0.3333'], [-1.5e-9, '-1.5e-9'], [12345.678, '12350'],
  [3.4028234663852886e38, '3.403e+38'], [NaN, 'NaN'], [-Infinity, '-Infinity'], [123456789, '123500000'],
])('writes %d as %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});
