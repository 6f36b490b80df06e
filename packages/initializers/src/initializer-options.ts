import type { DType } from '@varscope/spec';
import type { Seed } from '@varscope/random';

/** The option of initializers that make any dtype. */
export interface DTypeOptions {
  /** The dtype of calls without one. Default float32. */
  readonly dtype?: DType | undefined;
}

/** The options of initializers that draw random numbers. */
export interface SeedOptions {
  /** The seed of the op. Without it the seed of the graph decides; without either the values differ every time. */
  readonly seed?: Seed | null | undefined;
  /**
   * With a seed, TensorFlow starts every shard of a partitioned variable with the same values. `true` gives each shard
   * its own part of what the unpartitioned variable would get. Default false, as in TensorFlow.
   */
  readonly distinctShards?: boolean | undefined;
}
