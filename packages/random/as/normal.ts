import { finish, setFinish } from './finish';
import { blockNumber, philox, seed, word0, word1, word2, word3 } from './philox';
import { storeTransposed } from './store-transposed';

// The order of the operations is that of ../src/log-float32.ts and ../src/sin-cos-float32.ts, where the algorithms are
// explained; two doubles at a time. What is decided there by branches is done here by sign bits and selections.

/** Sixteen elements from four blocks. */
const BYTES: usize = 64;
/** Bytes of the table of the logarithm; after it come 64 bytes of scratch. */
const TABLE_BYTES: usize = 256;

let table: usize = 0;

/** Writes `steps` times 16 normal numbers to `out`. `table` is the table of the logarithm. */
export function normal(
  out: usize, steps: i32, k0: i32, k1: i32, c0: i32, c1: i32, c2: i32, c3: i32, bits: i32, stddev: f32, mean: f32,
  tableOfLogarithm: usize,
): void {
  seed(k0, k1, c2, c3);
  setFinish(bits, stddev, mean);
  table = tableOfLogarithm;
  const lanes = i32x4(0, 1, 2, 3);
  let block = blockNumber(c0, c1);
  for (const end = out + <usize>steps * BYTES; out < end; out += BYTES) {
    draw(out, block, lanes);
    finishInPlace(out);
    block += 4;
  }
}

/** Writes `steps` times 16 truncated normal numbers, four groups, to `out`. */
export function truncatedNormal(
  out: usize, steps: i32, k0: i32, k1: i32, c0: i32, c1: i32, c2: i32, c3: i32, bits: i32, stddev: f32, mean: f32,
  tableOfLogarithm: usize,
): void {
  seed(k0, k1, c2, c3);
  setFinish(bits, stddev, mean);
  table = tableOfLogarithm;
  const lanes = i32x4(0, 256, 512, 768);
  let block = blockNumber(c0, c1);
  for (const end = out + <usize>steps * BYTES; out < end; out += BYTES) {
    draw(out, block, lanes);
    for (let group: usize = 0; group < 4; ++group) {
      if (isRejected(v128.load(out + group * 16))) complete(out + group * 16, block + group * 256);
    }
    finishInPlace(out);
    block += 1024;
  }
}

@inline
function isRejected(numbers: v128): bool {
  return v128.any_true(f32x4.ge(f32x4.abs(numbers), f32x4.splat(2)));
}

/** Replaces the numbers of a group that are too large by the next of its stream, in order. */
function complete(group: usize, block: u64): void {
  let filled: usize = 0;
  for (let i: usize = 0; i < 16; i += 4) filled = accept(group, filled, load<f32>(group + i));
  const scratch = table + TABLE_BYTES;
  do {
    draw(scratch, block + 1, i32x4(0, 1, 2, 3));
    for (let i: usize = 0; i < BYTES && filled < 16; i += 4) filled = accept(group, filled, load<f32>(scratch + i));
    block += 4;
  } while (filled < 16);
}

@inline
function accept(group: usize, filled: usize, number: f32): usize {
  store<f32>(group + filled, number);
  return filled + (abs(number) < 2 ? 4 : 0);
}

@inline
function finishInPlace(out: usize): void {
  for (let at: usize = 0; at < BYTES; at += 16) v128.store(out + at, finish(v128.load(out + at)));
}

/** Writes the 16 standard normal numbers of four blocks to `out`. */
function draw(out: usize, block: u64, lanes: v128): void {
  philox(block, lanes);
  boxMuller(word0, word1);
  const sine0 = sine;
  const cosine0 = cosine;
  boxMuller(word2, word3);
  storeTransposed(out, sine0, cosine0, sine, cosine);
}

/** The result of `boxMuller`: four pairs. */
let sine: v128 = f32x4.splat(0);
let cosine: v128 = f32x4.splat(0);

function boxMuller(radiusWords: v128, angleWords: v128): void {
  const mask = i32x4.splat(0x7fffff);
  const uniform = f32x4.mul(f32x4.convert_i32x4_s(v128.and(radiusWords, mask)), f32x4.splat(1.1920928955078125e-7));
  const logarithm = log(f32x4.max(uniform, f32x4.splat(1e-7)));
  const radius = f32x4.sqrt(f32x4.mul(f32x4.splat(-2), logarithm));
  sinCos(v128.and(angleWords, mask));
  sine = f32x4.mul(sine, radius);
  cosine = f32x4.mul(cosine, radius);
}

@inline
function log(numbers: v128): v128 {
  const reduced = i32x4.sub(numbers, i32x4.splat(0x3f330000));
  const entry = v128.and(i32x4.shr_u(reduced, 15), i32x4.splat(0xf0)); // in bytes
  const exponent = i32x4.shr_s(reduced, 23);
  const significand = i32x4.sub(numbers, v128.and(reduced, i32x4.splat(0xff800000)));
  return toFloats(
    logOfTwo(
      v128.load(table + i32x4.extract_lane(entry, 0)),
      v128.load(table + i32x4.extract_lane(entry, 1)),
      f64x2.convert_low_i32x4_s(exponent),
      f64x2.promote_low_f32x4(significand),
    ),
    logOfTwo(
      v128.load(table + i32x4.extract_lane(entry, 2)),
      v128.load(table + i32x4.extract_lane(entry, 3)),
      f64x2.convert_low_i32x4_s(upperHalf(exponent)),
      f64x2.promote_low_f32x4(upperHalf(significand)),
    ),
  );
}

@inline
function logOfTwo(entry0: v128, entry1: v128, exponent: v128, significand: v128): v128 {
  const inverse = v128.shuffle<f64>(entry0, entry1, 0, 2);
  const logarithm = v128.shuffle<f64>(entry0, entry1, 1, 3);
  const r = f64x2.sub(f64x2.mul(significand, inverse), f64x2.splat(1));
  const base = f64x2.add(logarithm, f64x2.mul(exponent, f64x2.splat(0.6931471805599453)));
  const square = f64x2.mul(r, r);
  const polynomial = f64x2.add(
    f64x2.mul(f64x2.splat(-0.25089342214237154), square),
    f64x2.add(f64x2.mul(f64x2.splat(0.333456765744066), r), f64x2.splat(-0.4999997485802103)),
  );
  return f64x2.add(f64x2.mul(polynomial, square), f64x2.add(base, r));
}

/** Sets `sine` and `cosine` to those of the angles 2π·m·2^-23. */
@inline
function sinCos(m: v128): void {
  sinCosOfTwo(f64x2.convert_low_i32x4_s(m));
  const s01 = sineOfTwo;
  const c01 = cosineOfTwo;
  const q01 = quadrantOfTwo;
  sinCosOfTwo(f64x2.convert_low_i32x4_s(upperHalf(m)));
  const quadrant = v128.shuffle<i32>(q01, quadrantOfTwo, 0, 2, 4, 6);
  const s = v128.xor(toFloats(s01, sineOfTwo), signOf(i32x4.add(quadrant, i32x4.splat(1))));
  const c = v128.xor(toFloats(c01, cosineOfTwo), signOf(quadrant));
  const isOdd = i32x4.shr_s(i32x4.shl(quadrant, 31), 31);
  sine = v128.bitselect(c, s, isOdd);
  cosine = v128.bitselect(s, c, isOdd);
}

/** Bit 1 as a sign. */
@inline
function signOf(quadrant: v128): v128 {
  return i32x4.shl(i32x4.shr_u(quadrant, 1), 31);
}

let sineOfTwo: v128 = f64x2.splat(0);
let cosineOfTwo: v128 = f64x2.splat(0);
/** The quadrant, in the low bits of each lane. */
let quadrantOfTwo: v128 = f64x2.splat(0);

/** 1.5·2^52: adding it rounds a small double to a whole number, which then stands in the low bits. */
const TO_INTEGER: f64 = 6755399441055744;

@inline
function sinCosOfTwo(m: v128): void {
  const product = f64x2.mul(m, f64x2.splat(6.283185307179586 / 8388608));
  const angle = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(product)); // rounded to float32
  // 2/π with the rounding of the C library's constant: no angle lies so near a border that it matters
  const shifted = f64x2.add(f64x2.mul(angle, f64x2.splat(10680707.430881744 / 16777216)), f64x2.splat(TO_INTEGER));
  const quadrant = f64x2.sub(shifted, f64x2.splat(TO_INTEGER));
  const x = f64x2.sub(angle, f64x2.mul(quadrant, f64x2.splat(1.5707963267948966)));
  const x2 = f64x2.mul(x, x);
  const x4 = f64x2.mul(x2, x2);
  const x3 = f64x2.mul(x2, x);
  const c2 = f64x2.add(f64x2.splat(-0.001388676379437604), f64x2.mul(x2, f64x2.splat(2.4390450703564542e-5)));
  const s1 = f64x2.add(f64x2.splat(0.008332178146138854), f64x2.mul(x2, f64x2.splat(-0.00019517298981385725)));
  const c1 = f64x2.add(f64x2.splat(1), f64x2.mul(x2, f64x2.splat(-0.49999999725108224)));
  const s = f64x2.add(x, f64x2.mul(x3, f64x2.splat(-0.16666654943701084)));
  const c = f64x2.add(c1, f64x2.mul(x4, f64x2.splat(0.041666623324344516)));
  sineOfTwo = f64x2.add(s, f64x2.mul(f64x2.mul(x3, x2), s1));
  cosineOfTwo = f64x2.add(c, f64x2.mul(f64x2.mul(x4, x2), c2));
  quadrantOfTwo = shifted;
}

@inline
function upperHalf(vector: v128): v128 {
  return v128.shuffle<i64>(vector, vector, 1, 1);
}

/** Two vectors of two doubles as four float32. */
@inline
function toFloats(low: v128, high: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}
