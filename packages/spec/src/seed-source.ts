/** The seed pair of one random op and how often the op has run before. */
export interface OpSeed {
  /** The `seed` and `seed2` attributes of the kernel, each in 0 … 2^31-1; `null` is nondeterministic. */
  readonly pair: readonly [number, number] | null;
  /** 0 in the first execution of the op; execution r continues the stream of the kernel (golden rule: r·256·n blocks). */
  readonly run: number;
  /** The op was made before: an initializer that changes its own seed after each draw does not change it again. */
  readonly replayed?: boolean;
}

/**
 * Gives every random op its seeds, in the order in which the ops are made: what a graph's seed and its
 * counter of implicit op seeds decide.
 */
export interface SeedSource {
  /** The seeds of the next random op. `opSeed` is the seed that the user gave the op, if any. */
  next(opSeed: number | bigint | null): OpSeed;
  /** Tells that TensorFlow makes `count` ops here. TF1 takes implicit op seeds from the number of ops in the graph. */
  countOps?(count: number): void;
}
