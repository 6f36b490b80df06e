import { computeFans } from './compute-fans.js';
import { configurableFactory, type ConfigurableFactory } from './configurable-factory.js';
import type { DTypeOptions, SeedOptions } from './initializer-options.js';
import { makeInitializer } from './make-initializer.js';
import { planScaledUniform } from './plan-scaled-uniform.js';

/**
 * Draws uniform numbers with the variance 2 / (fanIn + fanOut) (Glorot and Bengio, 2010): `tf.glorot_uniform_initializer`, what
 * `getVariable` takes where none is given.
 *
 * As in TensorFlow the option `dtype` is accepted and ignored: pass the dtype with the call.
 *
 * @example
 * glorotUniformInitializer({ seed: 42 })([2, 3]); // [[0.9908772, 0.38868093, 0.64700985], …]
 */
export const glorotUniformInitializer: ConfigurableFactory<DTypeOptions & SeedOptions> = configurableFactory((options = {}) => {
  const { seed = null, distinctShards = false } = options;
  return makeInitializer({
    dtype: 'float32',
    getConfig: () => ({ seed, dtype: 'float32', ...(distinctShards && { distinctShards }) }),
    // `varianceScalingInitializer` has the same for every mode and distribution. This one is the default of getVariable,
    // and every program that bundles it would carry the normal distributions.
    plan: (call) => {
      const { fanIn, fanOut } = computeFans(call.partitionInfo?.fullShape ?? call.shape);
      return planScaledUniform(call, 1 / Math.max(1, (fanIn + fanOut) / 2), options);
    },
  });
});
