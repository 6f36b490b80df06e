import { blockNumber, philox, seed, word0, word1, word2, word3 } from './philox';
import { storeTransposed } from './store-transposed';

/** Sixteen elements from four blocks. */
const BYTES: usize = 64;

/** Writes `steps` times 16 uniform float32 to `out`: the low `bits` bits of a word as a fraction, scaled and shifted. */
export function uniform(
  out: usize, steps: i32, k0: i32, k1: i32, c0: i32, c1: i32, c2: i32, c3: i32, bits: i32, range: f32, minval: f32,
): void {
  seed(k0, k1, c2, c3);
  const mask = i32x4.splat((1 << bits) - 1);
  const unit = f32x4.splat(1 / <f32>(1 << bits));
  const scale = f32x4.splat(range);
  const shift = f32x4.splat(minval);
  let block = blockNumber(c0, c1);
  for (const end = out + <usize>steps * BYTES; out < end; block += 4) {
    philox(block, i32x4(0, 1, 2, 3));
    storeTransposed(out, word0, word1, word2, word3);
    for (const next = out + BYTES; out < next; out += 16) {
      const fraction = f32x4.mul(f32x4.convert_i32x4_s(v128.and(v128.load(out), mask)), unit);
      v128.store(out, f32x4.add(f32x4.mul(fraction, scale), shift));
    }
  }
}
