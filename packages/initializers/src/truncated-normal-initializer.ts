import { requireFloatDType } from './check-dtype.js';
import { configurableFactory, type ConfigurableFactory } from './configurable-factory.js';
import { makeInitializer } from './make-initializer.js';
import { planNormal } from './plan-normal.js';
import type { NormalOptions } from './random-normal-initializer.js';

/**
 * Draws normal numbers and draws again those that are two or more standard deviations from the mean:
 * `tf.truncated_normal_initializer`. The factory throws `InvalidArgumentError` for a dtype that is not floating, a call
 * `ArgumentTypeError`.
 *
 * @example
 * truncatedNormalInitializer({ stddev: 0.1, seed: 42 })([3]); // [-0.02807751, -0.01377521, -0.06763296]
 */
export const truncatedNormalInitializer: ConfigurableFactory<NormalOptions> = configurableFactory((options = {}) => {
  const { mean = 0, stddev = 1, seed = null, distinctShards = false } = options;
  const dtype = requireFloatDType(options.dtype ?? 'float32');
  return makeInitializer({
    dtype,
    getConfig: () => ({ mean, stddev, seed, dtype, ...(distinctShards && { distinctShards }) }),
    plan: (call) => planNormal(call, { op: 'truncated_normal', mean, stddev }, options),
  });
});
