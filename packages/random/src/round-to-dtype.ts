import type { DType } from '@varscope/spec/dtype';

/** The floating dtypes that random numbers come in. */
export type FloatDType = Extract<DType, 'float16' | 'bfloat16' | 'float32' | 'float64'>;

/** Rounds a double to the nearest value of `dtype`, ties to even. */
export function roundToDType(value: number, dtype: FloatDType): number {
  switch (dtype) {
    case 'float64': return value;
    case 'float32': return Math.fround(value);
    case 'float16': return roundFloat16(value);
    case 'bfloat16': return roundBfloat16(Math.fround(value)); // through float32, as TensorFlow's conversion goes
  }
}

const FLOAT16_MAX = 65504;

function roundFloat16(value: number): number {
  if (Number.isNaN(value)) return value;
  const magnitude = Math.min(Math.abs(value), 65536);
  // floor(log2) of the magnitude, counted from -14: below that float16 has a fixed step.
  const exponent = Math.max(0, 31 - Math.clz32(magnitude * 2 ** 14));
  // Adding 1.5·2^52 steps pushes all below one step out of a double: the addition itself rounds, to even.
  const shift = 1.5 * 2 ** (52 - 10 - 14) * (1 << exponent);
  const rounded = magnitude + shift - shift;
  const result = rounded > FLOAT16_MAX ? Infinity : rounded;
  return value < 0 || Object.is(value, -0) ? -result : result;
}

// Scratch for one value: the only way to the bits of a number. Nothing is kept in it between calls.
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The upper half of the bits of a float32, rounded. */
function roundBfloat16(value: number): number {
  if (!Number.isFinite(value)) return value;
  float[0] = value;
  bits[0] = (bits[0]! + 0x7fff + ((bits[0]! >>> 16) & 1)) & 0xffff0000; // `!`: both have one element
  return float[0];
}
