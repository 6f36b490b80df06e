import type { RandomFill } from './random-fill.js';

/**
 * Key and counter with which a kernel of ../as makes the elements from `from` to `to`, which begins a group; `null` where
 * it cannot: the kernels count blocks in 64 bits.
 */
export function kernelState(fill: RandomFill, from: number, to: number): Uint32Array | null {
  const { size, blocks } = fill.kernel;
  const state = fill.stream.stateAt(((fill.offset + from) / size) * blocks);
  const counter = state[3]! * 2 ** 32 + state[2]!; // `!`: a state has six words
  const end = counter + ((to - from) / size) * blocks;
  return end > 2 ** 64 - 2 ** 16 ? null : state; // some blocks early, because doubles round there
}
