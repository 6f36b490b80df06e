import { blockNumber, philox, seed, word0, word1, word2, word3 } from './philox';
import { storeTransposed } from './store-transposed';

/** Sixteen elements from four blocks. */
const BYTES: usize = 64;

/** Writes `steps` times 16 uniform int32 in [minval, minval + range) to `out`. */
export function uniformInt(
  out: usize, steps: i32, k0: i32, k1: i32, c0: i32, c1: i32, c2: i32, c3: i32, minval: i32, range: u32,
): void {
  seed(k0, k1, c2, c3);
  let block = blockNumber(c0, c1);
  for (const end = out + <usize>steps * BYTES; out < end; block += 4) {
    philox(block, i32x4(0, 1, 2, 3));
    storeTransposed(out, word0, word1, word2, word3);
    for (const next = out + BYTES; out < next; out += 4) store<i32>(out, minval + <i32>(load<u32>(out) % range));
  }
}
