import { roundToDType, type FloatDType } from './round-to-dtype.js';

/**
 * What TensorFlow does to a random number: a multiplication and an addition, each rounded to `dtype`. Adding zero is
 * left out, as TensorFlow's graph optimizer leaves it out: a negative zero stays negative.
 */
export function scaleAndShift(scale: number, shift: number, dtype: FloatDType): (value: number) => number {
  if (dtype === 'float64') return (value) => (shift === 0 ? value * scale : value * scale + shift);
  const round = dtype === 'float32' ? Math.fround : (value: number) => roundToDType(Math.fround(value), dtype);
  return (value) => (shift === 0 ? round(value * scale) : round(round(value * scale) + shift));
}
