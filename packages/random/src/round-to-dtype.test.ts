import { expect, test } from 'vitest';
import { roundToDType } from './round-to-dtype.js';

test('rounds a tie to the even float16', () => {
  expect(roundToDType(1 + 2 ** -11, 'float16')).toBe(1);
  expect(roundToDType(1 + 3 * 2 ** -11, 'float16')).toBe(1 + 2 ** -9);
});

test('rounds a double to float16 at once, as TensorFlow rounds a parameter', () => {
  expect(roundToDType(1 + 2 ** -11 + 2 ** -40, 'float16')).toBe(1 + 2 ** -10);
});

test('rounds a double to bfloat16 through float32, as TensorFlow rounds a parameter', () => {
  expect(roundToDType(1 + 2 ** -8 + 2 ** -40, 'bfloat16')).toBe(1);
  expect(roundToDType(1 + 3 * 2 ** -8, 'bfloat16')).toBe(1 + 2 ** -6);
});

test('keeps the step of the small numbers of float16 and the sign of what becomes zero', () => {
  expect(roundToDType(1.4 * 2 ** -24, 'float16')).toBe(2 ** -24);
  expect(roundToDType(-(2 ** -25), 'float16')).toBe(-0);
  expect(roundToDType(-(2 ** -14) + 2 ** -26, 'float16')).toBe(-(2 ** -14));
});

test('rounds what is too large to infinity', () => {
  expect(roundToDType(65519, 'float16')).toBe(65504);
  expect(roundToDType(-65520, 'float16')).toBe(-Infinity);
  expect(roundToDType(3.4e38, 'bfloat16')).toBe(Infinity);
});

test('keeps what is not a finite number', () => {
  for (const dtype of ['float16', 'bfloat16', 'float32', 'float64'] as const) {
    expect([Infinity, -Infinity, Number.NaN].map((value) => roundToDType(value, dtype))).toEqual([Infinity, -Infinity, NaN]);
  }
});
