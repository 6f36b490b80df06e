import { initializerFactory } from '@varscope/spec';
import type { ValueInitializerFactory } from './configurable-factory.js';
import type { SeedOptions } from './initializer-options.js';
import { varianceScalingInitializer } from './variance-scaling-initializer.js';

/**
 * Draws uniform numbers with the variance 1 / fanIn (LeCun et al., 1998): `tf.initializers.lecun_uniform`.
 * Its config is one of `varianceScalingInitializer`.
 *
 * @example
 * lecunUniform({ seed: 42 })([2, 3]);
 */
export const lecunUniform: ValueInitializerFactory<SeedOptions> = initializerFactory((options: SeedOptions = {}) =>
  varianceScalingInitializer({ ...options, scale: 1, mode: 'fan_in', distribution: 'uniform' }),
);
