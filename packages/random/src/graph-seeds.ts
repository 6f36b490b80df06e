import type { OpSeed, SeedSource } from '@varscope/spec/seed-source';
import { seedPair } from './seed-pair.js';
import type { Seed } from './truncate-seed.js';

/**
 * Where a random op without a seed of its own gets one when its graph has a seed: `counter` counts such ops (the 2.x
 * releases of `tf.compat.v1`), `op-count` takes the number of all ops in the graph (TF 1.x).
 */
export type ImplicitSeedRule = 'counter' | 'op-count';

/** The options of `GraphSeeds`. */
export interface GraphSeedsOptions {
  readonly seed?: Seed | null | undefined;
  readonly implicitSeeds?: ImplicitSeedRule | undefined;
}

/** The seed of one graph and its implicit op seeds, under either of TensorFlow's rules. */
export class GraphSeeds implements SeedSource {
  readonly rule: ImplicitSeedRule;
  #seed: Seed | null;
  #implicitSeeds = 0;
  #ops = 0;

  constructor(options: GraphSeedsOptions = {}) {
    this.rule = options.implicitSeeds ?? 'counter';
    this.#seed = options.seed ?? null;
  }

  /** The graph-level seed; `null` when none is set. */
  get seed(): Seed | null {
    return this.#seed;
  }

  /** Sets the seed for the ops that are made from now on. As in TensorFlow the implicit seeds do not start again. */
  setSeed(seed: Seed | null): void {
    this.#seed = seed;
  }

  /** Counts `count` more ops in the graph: what the `op-count` rule takes its seeds from. */
  countOps(count: number): void {
    this.#ops += count;
  }

  next(opSeed: Seed | null): OpSeed {
    const isImplicit = opSeed === null && this.#seed !== null;
    return { pair: seedPair(this.#seed, isImplicit ? this.#nextImplicitSeed() : opSeed), run: 0 };
  }

  #nextImplicitSeed(): number {
    return this.rule === 'op-count' ? this.#ops : this.#implicitSeeds++;
  }
}
