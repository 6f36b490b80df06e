import { describe, expect, it } from 'vitest';
import { bfloat16Bits, float32BitsOfHalf, halfBits } from './half-precision.js';

const floatOf = (bits: number): number => new Float32Array(Uint32Array.of(bits).buffer)[0]!; // one element

/** The definition, in JavaScript's own arithmetic. */
function definedHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

describe('float16', () => {
  it('widens every one of its values exactly, and finds each again', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = floatOf(float32BitsOfHalf(bits));
      expect(Object.is(value, definedHalf(bits)), `0x${bits.toString(16)}`).toBe(true);
      if (!Number.isNaN(value)) expect(halfBits(value)).toBe(bits);
    }
  });

  it('rounds to the nearest, and ties to even', () => {
    for (let bits = 0; bits < 0x7bff; bits++) {
      const [low, high] = [definedHalf(bits), definedHalf(bits + 1)];
      const middle = (low + high) / 2;
      expect(halfBits(middle)).toBe(bits % 2 === 0 ? bits : bits + 1);
      expect(halfBits(Math.fround(middle - (high - low) / 64))).toBe(bits);
      expect(halfBits(-Math.fround(middle + (high - low) / 64))).toBe(0x8000 | (bits + 1));
    }
  });

  it('overflows halfway beyond its largest value, and keeps what is no number', () => {
    expect([65519.996, 65520, 1e10, Infinity, 2 ** -25, 2 ** -24 * 0.51].map(halfBits)).toEqual([0x7bff, 0x7c00, 0x7c00, 0x7c00, 0, 1]);
    expect(definedHalf(halfBits(NaN))).toBeNaN();
  });
});

describe('bfloat16', () => {
  it('finds each of its values again', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = floatOf((bits << 16) >>> 0);
      if (!Number.isNaN(value)) expect(bfloat16Bits(value)).toBe(bits);
    }
  });

  it('rounds to the nearest, and ties to even', () => {
    expect([0x3f808000, 0x3f818000, 0x3f808001, 0x3f807fff, 0x7f7fffff].map((bits) => bfloat16Bits(floatOf(bits)))).toEqual([
      0x3f80, 0x3f82, 0x3f81, 0x3f80, 0x7f80,
    ]);
    expect(floatOf(bfloat16Bits(NaN) << 16)).toBeNaN();
  });
});

it('rounds a float64 through float32, as tf.cast does', () => {
  // Recorded with TensorFlow 2.21; rounded in one step the first would be one more, and the second one less.
  expect([(1 + 2 ** -11) * (1 + 2 ** -40), 1 + 3 * 2 ** -11 - 2 ** -40, 65520 - 2 ** -30].map(halfBits)).toEqual([0x3c00, 0x3c02, 0x7c00]);
  expect([(1 + 2 ** -8) * (1 + 2 ** -40), 1 + 3 * 2 ** -8 - 2 ** -40].map(bfloat16Bits)).toEqual([0x3f80, 0x3f82]);
});
