import { numElements } from '@varscope/spec';
import { requireFloatDType } from './check-dtype.js';
import { configurableFactory, type ConfigurableFactory } from './configurable-factory.js';
import type { DTypeOptions, SeedOptions } from './initializer-options.js';
import { makeInitializer } from './make-initializer.js';
import { planUniform } from './plan-uniform.js';

/** The options of `uniformUnitScalingInitializer`. */
export interface UniformUnitScalingOptions extends DTypeOptions, SeedOptions {
  /** Multiplies the limit. Default 1. */
  readonly factor?: number | undefined;
}

/**
 * Draws uniform numbers between ±factor·√(3 / n), where n is the product of all dimensions of the variable but the last:
 * `tf.uniform_unit_scaling_initializer`. A shard takes n from the whole variable.
 *
 * The factory throws `InvalidArgumentError` for a dtype that is not floating; a call throws `ArgumentTypeError` for an
 * integer dtype and `InvalidArgumentError` for others.
 *
 * @example
 * uniformUnitScalingInitializer({ seed: 42 })([3, 2]);
 */
export const uniformUnitScalingInitializer: ConfigurableFactory<UniformUnitScalingOptions> = configurableFactory((options = {}) => {
  const { factor = 1, seed = null, distinctShards = false } = options;
  const dtype = requireFloatDType(options.dtype ?? 'float32');
  return makeInitializer({
    dtype,
    getConfig: () => ({ factor, seed, dtype, ...(distinctShards && { distinctShards }) }),
    plan: (call) => {
      const shape = call.partitionInfo?.fullShape ?? call.shape;
      const limit = Math.sqrt(3 / Math.max(1, numElements(shape.slice(0, -1)))) * factor;
      return planUniform(call, -limit, limit, options);
    },
  });
});
