const BITS = new Uint32Array(1);
const FLOAT = new Float32Array(BITS.buffer);

/** The bits of a float32 that equals a float16 given by its bits. */
export function float32BitsOfHalf(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return sign | 0x7f800000 | (fraction << 13);
  if (exponent > 0) return sign | ((exponent + 112) << 23) | (fraction << 13);
  if (fraction === 0) return sign;
  const shift = Math.clz32(fraction) - 21; // a number with a leading zero: shifted until it has none
  return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13);
}

/** The bits of the float16 nearest to the float32 nearest to a number, ties to even: `tf.cast` of a float64 rounds twice, too. */
export function halfBits(value: number): number {
  FLOAT[0] = value;
  const bits = BITS[0]!; // one element
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00 | ((magnitude >> 13) & 0x3ff);
  if (magnitude >= 0x477ff000) return sign | 0x7c00; // at least halfway from the largest to what would come next
  if (magnitude >= 0x38800000) return sign | roundedShift(magnitude - 0x38000000, 13);
  const shift = 126 - (magnitude >>> 23); // below 2⁻¹⁴: a multiple of 2⁻²⁴
  return shift > 24 ? sign : sign | roundedShift((magnitude & 0x7fffff) | 0x800000, shift);
}

/** The bits of the bfloat16 nearest to the float32 nearest to a number, ties to even, as `tf.cast` rounds a float64. */
export function bfloat16Bits(value: number): number {
  FLOAT[0] = value;
  const bits = BITS[0]!; // one element
  if ((bits & 0x7fffffff) > 0x7f800000) return (bits >>> 16) | 0x40;
  return (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
}

function roundedShift(value: number, shift: number): number {
  const kept = value >>> shift;
  const rest = value - kept * 2 ** shift;
  const half = 2 ** (shift - 1);
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept;
}
