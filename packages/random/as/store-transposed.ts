/** Stores four vectors of four lanes so that the first lanes of all four come first, then the second lanes, and so on. */
@inline
export function storeTransposed(out: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab01 = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const ab23 = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cd01 = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const cd23 = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<i64>(ab01, cd01, 0, 2));
  v128.store(out, v128.shuffle<i64>(ab01, cd01, 1, 3), 16);
  v128.store(out, v128.shuffle<i64>(ab23, cd23, 0, 2), 32);
  v128.store(out, v128.shuffle<i64>(ab23, cd23, 1, 3), 48);
}
