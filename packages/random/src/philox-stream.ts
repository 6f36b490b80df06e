import { philox, PHILOX_STATE_WORDS } from './philox.js';
import type { Seed } from './truncate-seed.js';

/**
 * What a random kernel starts from: an `OpSeed`, or any other attributes of a kernel, which are 64-bit integers.
 */
export interface KernelSeed {
  /** The attributes `seed` and `seed2`; `null` is nondeterministic. */
  readonly pair: readonly [Seed, Seed] | null;
  /** How often the kernel has run before. */
  readonly run: number;
}

/** TensorFlow reserves 256 blocks for each element of an execution, however many it reads. */
const RESERVED_BLOCKS = 256n;

/** The blocks of one execution of a random kernel. */
export class PhiloxStream {
  /** The four words of the block that was read last. */
  readonly words: Uint32Array = new Uint32Array(4);
  /** Key and counter of the first block. */
  readonly #start: Uint32Array;
  /** Key and counter of the block that is read next. */
  readonly #state: Uint32Array;

  /**
   * The blocks of the execution `seed.run` of a kernel that makes `total` elements each time. A seed without a pair
   * starts anywhere, as a nondeterministic kernel of TensorFlow does.
   */
  constructor(seed: KernelSeed, total: number) {
    this.#start = startState(seed, total);
    this.#state = this.#start.slice();
  }

  /** Makes block `block` of the execution the next one. */
  seek(block: number): void {
    this.#state.set(this.#start);
    advance(this.#state, block);
  }

  /** Key and counter of block `block`. */
  stateAt(block: number): Uint32Array {
    const state = this.#start.slice();
    advance(state, block);
    return state;
  }

  /** Reads the next block into `words`. */
  read(): void {
    philox(this.#state, this.words);
    advance(this.#state, 1);
  }
}

function startState(seed: KernelSeed, total: number): Uint32Array {
  const state = new Uint32Array(PHILOX_STATE_WORDS);
  if (seed.pair === null) return state.map(() => Math.random() * 2 ** 32);
  const start = (BigInt(seed.pair[1]) << 64n) + BigInt(seed.run) * RESERVED_BLOCKS * BigInt(total);
  const words = new BigUint64Array(state.buffer); // key, lower and upper counter; wraps to 64 bits
  words[0] = BigInt(seed.pair[0]);
  words[1] = start;
  words[2] = start >> 64n;
  return state;
}

/** Adds `blocks` (below 2^53) to the 128-bit counter. */
function advance(state: Uint32Array, blocks: number): void {
  let carry = blocks;
  for (let word = 2; carry > 0 && word < PHILOX_STATE_WORDS; word++) {
    const sum = state[word]! + carry;
    state[word] = sum; // modulo 2^32
    carry = Math.floor(sum / 2 ** 32);
  }
}
