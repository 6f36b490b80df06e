import { configurableFactory, type ConfigurableFactory } from './configurable-factory.js';
import type { DTypeOptions, SeedOptions } from './initializer-options.js';
import { varianceScalingInitializer } from './variance-scaling-initializer.js';

/**
 * Draws truncated normal numbers with the variance 2 / (fanIn + fanOut) (Glorot and Bengio, 2010):
 * `tf.glorot_normal_initializer`.
 *
 * As in TensorFlow the option `dtype` is accepted and ignored: pass the dtype with the call.
 *
 * @example
 * glorotNormalInitializer({ seed: 42 })([2, 3]);
 */
export const glorotNormalInitializer: ConfigurableFactory<DTypeOptions & SeedOptions> = configurableFactory((options = {}) => {
  const { seed = null, distinctShards = false } = options;
  const initializer = varianceScalingInitializer({ scale: 1, mode: 'fan_avg', distribution: 'truncated_normal', seed, distinctShards });
  const getConfig = (): Readonly<Record<string, unknown>> => ({ seed, dtype: 'float32', ...(distinctShards && { distinctShards }) });
  return Object.assign(initializer, { getConfig });
});
