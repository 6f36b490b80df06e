import { initializerFactory } from '@varscope/spec';
import type { ValueInitializerFactory } from './configurable-factory.js';
import type { SeedOptions } from './initializer-options.js';
import { varianceScalingInitializer } from './variance-scaling-initializer.js';

/**
 * Draws uniform numbers with the variance 2 / fanIn (He et al., 2015): `tf.initializers.he_uniform`.
 * Its config is one of `varianceScalingInitializer`.
 *
 * @example
 * heUniform({ seed: 42 })([2, 3]);
 */
export const heUniform: ValueInitializerFactory<SeedOptions> = initializerFactory((options: SeedOptions = {}) =>
  varianceScalingInitializer({ ...options, scale: 2, mode: 'fan_in', distribution: 'uniform' }),
);
