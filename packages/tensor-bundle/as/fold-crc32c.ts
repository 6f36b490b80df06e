// Shortens a message without changing its remainder by the polynomial of CRC-32C.
//
// Let y be x^128, so that a message is a sum of 16-byte blocks times powers of y. The polynomial divides
// 1 + y^14 + y^39 + y^54 + y^144 + y^209, which a search through the sums of six powers found, the shortest with no two
// of the largest powers closer than 8: so a block that has 209 behind it may be taken away when it is added to those
// 65, 155, 170, 195 and 209 places further on. That takes no multiplication and no table, only loads and xor.

const BLOCK: usize = 16;
/** Blocks that are left over. */
const KEPT: usize = 209;

/**
 * Replaces the bytes from `from` to `to` by others of the same remainder of which all but the last 209 blocks are zero
 * in effect: only those must be looked at. The 209 blocks before `from` have to be zero, and `to - from` is 64 times a
 * number plus 209 blocks, and at least 418 blocks.
 */
export function fold(from: usize, to: usize): void {
  const kept = to - KEPT * BLOCK;
  for (let at = from; at < kept; at += 4 * BLOCK) {
    gather(at);
    gather(at + BLOCK);
    gather(at + 2 * BLOCK);
    gather(at + 3 * BLOCK);
  }
  // Blocks that stay are not passed on: each of them takes only from those before.
  take(kept, 65);
  take(kept, 155);
  take(kept, 170);
  take(kept, 195);
  take(kept, 209);
}

/** Adds to a block those before it that are passed on to it. */
@inline
function gather(block: usize): void {
  const first = block - KEPT * BLOCK;
  const sum = v128.xor(v128.xor(v128.load(block), v128.load(first)), v128.load(first, 14 * BLOCK));
  const others = v128.xor(v128.xor(v128.load(first, 39 * BLOCK), v128.load(first, 54 * BLOCK)), v128.load(first, 144 * BLOCK));
  v128.store(block, v128.xor(sum, others));
}

function take(kept: usize, distance: usize): void {
  for (let at = kept, end = kept + distance * BLOCK; at < end; at += BLOCK) {
    v128.store(at, v128.xor(v128.load(at), v128.load(at - distance * BLOCK)));
  }
}
