/** Words of a Philox state: the key (2), then the counter (4), least significant first. */
export const PHILOX_STATE_WORDS = 6;

/**
 * Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", 2011): writes the four words of
 * the block for the key and counter of `state` (6 words) into `words`.
 */
export function philox(state: Uint32Array, words: Uint32Array): void {
  // `!`: both arrays have their full length, as documented.
  let k0 = state[0]!;
  let k1 = state[1]!;
  let c0 = state[2]!;
  let c1 = state[3]!;
  let c2 = state[4]!;
  let c3 = state[5]!;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(0xd251, 0x1f53, c0);
    const high1 = multiplyHigh(0xcd9e, 0x8d57, c2);
    const low0 = Math.imul(0xd2511f53, c0);
    const low1 = Math.imul(0xcd9e8d57, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  words[0] = c0;
  words[1] = c1;
  words[2] = c2;
  words[3] = c3;
}

/** The upper 32 bits of the 64-bit product of (high·2^16 + low) and `factor`, from products of 16-bit halves. */
function multiplyHigh(high: number, low: number, factor: number): number {
  const factorHigh = factor >>> 16;
  const factorLow = factor & 0xffff;
  const outer = Math.imul(high, factorLow) >>> 0;
  const inner = Math.imul(low, factorHigh) + (Math.imul(low, factorLow) >>> 16);
  const carry = ((outer & 0xffff) + (inner & 0xffff)) >>> 16;
  return (Math.imul(high, factorHigh) + (outer >>> 16) + (inner >>> 16) + carry) | 0;
}
