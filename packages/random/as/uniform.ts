import { finish, setFinish } from './finish';
import { philox, seed, word0, word1, word2, word3 } from './philox';
import { storeTransposed } from './store-transposed';

/** Sixteen elements from four blocks. */
const BYTES: usize = 64;

/** Writes `count` times 16 uniform numbers to `out`. `bits`: explicit bits of the significand, which tell the dtype. */
export function uniform(
  out: usize, count: i32, k0: i32, k1: i32, c0: i32, c1: i32, c2: i32, c3: i32, bits: i32, range: f32, minval: f32,
): void {
  seed(k0, k1, c2, c3);
  setFinish(bits, range, minval);
  const steps = i32x4(0, 1, 2, 3);
  const mask = i32x4.splat((1 << bits) - 1);
  const unit = f32x4.splat(1 / <f32>(1 << bits));
  let block = (<u64>(<u32>c1) << 32) | <u64>(<u32>c0);
  for (const end = out + <usize>count * BYTES; out < end; out += BYTES) {
    philox(block, steps);
    storeTransposed(
      out,
      finish(f32x4.mul(f32x4.convert_i32x4_u(v128.and(word0, mask)), unit)),
      finish(f32x4.mul(f32x4.convert_i32x4_u(v128.and(word1, mask)), unit)),
      finish(f32x4.mul(f32x4.convert_i32x4_u(v128.and(word2, mask)), unit)),
      finish(f32x4.mul(f32x4.convert_i32x4_u(v128.and(word3, mask)), unit)),
    );
    block += 4;
  }
}

/** Writes `count` times 16 uniform int32 in [minval, minval + range) to `out`. */
export function uniformInt(
  out: usize, count: i32, k0: i32, k1: i32, c0: i32, c1: i32, c2: i32, c3: i32, minval: i32, range: u32,
): void {
  seed(k0, k1, c2, c3);
  const steps = i32x4(0, 1, 2, 3);
  let block = (<u64>(<u32>c1) << 32) | <u64>(<u32>c0);
  for (const end = out + <usize>count * BYTES; out < end; out += BYTES) {
    philox(block, steps);
    storeTransposed(out, word0, word1, word2, word3);
    for (let at = out; at < out + BYTES; at += 4) store<i32>(at, minval + <i32>(load<u32>(at) % range));
    block += 4;
  }
}
