// Philox4x32-10 over four blocks at once: lane i of each vector belongs to block i.

const M0: i32 = 0xd2511f53;
const M1: i32 = 0xcd9e8d57;
const W0: i32 = 0x9e3779b9;
const W1: i32 = 0xbb67ae85;

/** The key and the upper half of the counter, which are the same for all blocks of a fill. */
let key0: i32 = 0;
let key1: i32 = 0;
let upper2: v128 = i32x4(0, 0, 0, 0);
let upper3: v128 = i32x4(0, 0, 0, 0);

/** The four words of the blocks that were computed last. */
export let word0: v128 = i32x4(0, 0, 0, 0);
export let word1: v128 = i32x4(0, 0, 0, 0);
export let word2: v128 = i32x4(0, 0, 0, 0);
export let word3: v128 = i32x4(0, 0, 0, 0);

export function seed(k0: i32, k1: i32, c2: i32, c3: i32): void {
  key0 = k0;
  key1 = k1;
  upper2 = i32x4.splat(c2);
  upper3 = i32x4.splat(c3);
}

/** The lower half of the counter: the number of a block. */
export function blockNumber(c0: i32, c1: i32): u64 {
  return (<u64>(<u32>c1) << 32) | <u64>(<u32>c0);
}

/** Computes the blocks whose numbers are `block` plus those of `lanes`. */
@inline
export function philox(block: u64, lanes: v128): void {
  const low = i32x4.splat(<i32>block);
  let c0 = i32x4.add(low, lanes);
  let c1 = i32x4.sub(i32x4.splat(<i32>(block >> 32)), i32x4.lt_u(c0, low)); // minus -1 where the lower word wrapped
  let c2 = upper2;
  let c3 = upper3;
  let k0 = key0;
  let k1 = key1;
  for (let round = 0; round < 10; ++round) {
    const m0 = i32x4.splat(M0);
    const m1 = i32x4.splat(M1);
    const a = i64x2.extmul_low_i32x4_u(c0, m0);
    const b = i64x2.extmul_high_i32x4_u(c0, m0);
    const c = i64x2.extmul_low_i32x4_u(c2, m1);
    const d = i64x2.extmul_high_i32x4_u(c2, m1);
    c0 = v128.xor(v128.xor(v128.shuffle<i32>(c, d, 1, 3, 5, 7), c1), i32x4.splat(k0));
    c2 = v128.xor(v128.xor(v128.shuffle<i32>(a, b, 1, 3, 5, 7), c3), i32x4.splat(k1));
    c1 = v128.shuffle<i32>(c, d, 0, 2, 4, 6);
    c3 = v128.shuffle<i32>(a, b, 0, 2, 4, 6);
    k0 += W0;
    k1 += W1;
  }
  word0 = c0;
  word1 = c1;
  word2 = c2;
  word3 = c3;
}
