import { requireFloatDType } from './check-dtype.js';
import { configurableFactory, type ConfigurableFactory } from './configurable-factory.js';
import type { DTypeOptions, SeedOptions } from './initializer-options.js';
import { makeInitializer } from './make-initializer.js';
import { planNormal } from './plan-normal.js';

/** The options of `randomNormalInitializer` and `truncatedNormalInitializer`. */
export interface NormalOptions extends DTypeOptions, SeedOptions {
  /** Default 0. */
  readonly mean?: number | undefined;
  /** Default 1. */
  readonly stddev?: number | undefined;
}

/**
 * Draws normal numbers: `tf.random_normal_initializer`. The factory throws `InvalidArgumentError` for a dtype that is
 * not floating, a call `ArgumentTypeError`.
 *
 * @example
 * randomNormalInitializer({ seed: 42 })([3]); // [-0.28077507, -0.1377521, -0.6763296]
 */
export const randomNormalInitializer: ConfigurableFactory<NormalOptions> = configurableFactory((options = {}) => {
  const { mean = 0, stddev = 1, seed = null, distinctShards = false } = options;
  const dtype = requireFloatDType(options.dtype ?? 'float32');
  return makeInitializer({
    dtype,
    getConfig: () => ({ mean, stddev, seed, dtype, ...(distinctShards && { distinctShards }) }),
    plan: (call) => planNormal(call, { op: 'random_normal', mean, stddev }, options),
  });
});
