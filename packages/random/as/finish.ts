// What happens to a random number before it is stored: rounding to the dtype, scale, shift.

/** The explicit bits of the significand tell the dtype: 23 is float32, 10 float16, 7 bfloat16. */
export const FLOAT32: i32 = 23;
export const FLOAT16: i32 = 10;

let bits: i32 = FLOAT32;
let scale: v128 = f32x4(1, 1, 1, 1);
let shift: v128 = f32x4(0, 0, 0, 0);
let hasShift: bool = false;

export function setFinish(significandBits: i32, scaleBy: f32, shiftBy: f32): void {
  bits = significandBits;
  scale = f32x4.splat(scaleBy);
  shift = f32x4.splat(shiftBy);
  hasShift = shiftBy != 0;
}

/** The numbers in the dtype, scaled and shifted, each step rounded. */
@inline
export function finish(numbers: v128): v128 {
  if (bits == FLOAT32) {
    const scaled = f32x4.mul(numbers, scale);
    return hasShift ? f32x4.add(scaled, shift) : scaled;
  }
  return finishNarrow(numbers);
}

function finishNarrow(numbers: v128): v128 {
  const scaled = round(f32x4.mul(round(numbers), scale));
  return hasShift ? round(f32x4.add(scaled, shift)) : scaled;
}

/** Rounds float32 numbers to float16 or bfloat16, to nearest, ties to even. */
function round(numbers: v128): v128 {
  return bits == FLOAT16 ? roundFloat16(numbers) : roundSignificand(numbers, 16);
}

function roundFloat16(numbers: v128): v128 {
  const magnitude = f32x4.abs(numbers);
  // Below 2^-14 the step of float16 is 2^-24, which is that of float32 between 0.5 and 1.
  const small = f32x4.sub(f32x4.add(magnitude, f32x4.splat(0.5)), f32x4.splat(0.5));
  const normal = roundSignificand(magnitude, 13);
  const inRange = v128.bitselect(small, normal, f32x4.lt(magnitude, f32x4.splat(6.103515625e-5)));
  const rounded = v128.bitselect(f32x4.splat(Infinity), inRange, f32x4.gt(inRange, f32x4.splat(65504)));
  return v128.or(rounded, v128.xor(numbers, magnitude)); // the sign again
}

/** Drops `count` bits of the significand of float32 numbers. */
@inline
function roundSignificand(numbers: v128, count: i32): v128 {
  const odd = v128.and(i32x4.shr_u(numbers, count), i32x4.splat(1));
  const raised = i32x4.add(i32x4.add(numbers, odd), i32x4.splat((1 << (count - 1)) - 1));
  return v128.and(raised, i32x4.splat(-1 << count));
}
