import { finish, setFinish } from './finish';
import { blockNumber, philox, seed, word0, word1, word2, word3 } from './philox';
import { storeTransposed } from './store-transposed';

/** Sixteen elements from four blocks. */
const BYTES: usize = 64;

/** Writes `steps` times 16 uniform numbers to `out`. `bits`: stored bits of the significand, which tell the dtype. */
export function uniform(
  out: usize, steps: i32, k0: i32, k1: i32, c0: i32, c1: i32, c2: i32, c3: i32, bits: i32, range: f32, minval: f32,
): void {
  seed(k0, k1, c2, c3);
  setFinish(bits, range, minval);
  const mask = i32x4.splat((1 << bits) - 1);
  const unit = f32x4.splat(1 / <f32>(1 << bits));
  let block = blockNumber(c0, c1);
  for (const end = out + <usize>steps * BYTES; out < end; block += 4) {
    draw(out, block);
    for (const next = out + BYTES; out < next; out += 16) {
      v128.store(out, finish(f32x4.mul(f32x4.convert_i32x4_s(v128.and(v128.load(out), mask)), unit)));
    }
  }
}

/** Writes `steps` times 16 uniform int32 in [minval, minval + range) to `out`. */
export function uniformInt(
  out: usize, steps: i32, k0: i32, k1: i32, c0: i32, c1: i32, c2: i32, c3: i32, minval: i32, range: u32,
): void {
  seed(k0, k1, c2, c3);
  let block = blockNumber(c0, c1);
  for (const end = out + <usize>steps * BYTES; out < end; block += 4) {
    draw(out, block);
    for (const next = out + BYTES; out < next; out += 4) store<i32>(out, minval + <i32>(load<u32>(out) % range));
  }
}

/** Writes the words of four blocks to `out`. */
function draw(out: usize, block: u64): void {
  philox(block, i32x4(0, 1, 2, 3));
  storeTransposed(out, word0, word1, word2, word3);
}
