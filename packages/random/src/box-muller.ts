import { logFloat32 } from './log-float32.js';
import { sinCosFloat32 } from './sin-cos-float32.js';

const TWO_PI = 6.283185307179586;
/** Stands for a uniform number below it, which would have no finite logarithm. */
const SMALLEST = 1e-7;
const SMALLEST_FLOAT32_BITS = 0x33d6bf95;

/** Two words to two float32 normal numbers (Box–Muller, sine first), written to `out[at]` and `out[at + 1]`. */
export function boxMullerFloat32(word0: number, word1: number, out: number[], at: number): void {
  const angle = Math.fround(TWO_PI * ((word1 & 0x7fffff) * 2 ** -23));
  const radius = Math.fround(Math.sqrt(-2 * logFloat32(uniformBits(word0))));
  sinCosFloat32(angle, out, at);
  out[at] = Math.fround(out[at]! * radius);
  out[at + 1] = Math.fround(out[at + 1]! * radius);
}

/** The bits of the float32 (word mod 2^23)·2^-23, or of 1e-7 where that is less. */
function uniformBits(word: number): number {
  const mantissa = word & 0x7fffff;
  if (mantissa === 0) return SMALLEST_FLOAT32_BITS;
  const shift = Math.clz32(mantissa) - 8;
  return ((126 - shift) << 23) + (mantissa << shift); // the leading one adds 1 to the exponent
}

/** Two uniform doubles to two float64 normal numbers. `Math.log`, `sin` and `cos` are within 3 ulp of TensorFlow's. */
export function boxMullerFloat64(uniform0: number, uniform1: number, out: number[]): void {
  const angle = TWO_PI * uniform1;
  const radius = Math.sqrt(-2 * Math.log(Math.max(uniform0, SMALLEST)));
  out[0] = Math.sin(angle) * radius;
  out[1] = Math.cos(angle) * radius;
}
