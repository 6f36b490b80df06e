import { ArgumentTypeError, InvalidArgumentError } from '@varscope/spec/errors';
import { requireFloatDType } from './check-dtype.js';
import { computeFans, type Fans } from './compute-fans.js';
import { configurableFactory, type ConfigurableFactory } from './configurable-factory.js';
import type { FillValues } from './initial-values.js';
import type { DTypeOptions, SeedOptions } from './initializer-options.js';
import { makeInitializer, type InitializerCall } from './make-initializer.js';
import { planNormal } from './plan-normal.js';
import { planScaledUniform } from './plan-scaled-uniform.js';

/** What the variance is divided by. */
export type VarianceScalingMode = 'fan_in' | 'fan_out' | 'fan_avg';

/** `normal` is an older name of `truncated_normal`. */
export type VarianceScalingDistribution = 'truncated_normal' | 'untruncated_normal' | 'uniform' | 'normal';

/** The options of `varianceScalingInitializer`. */
export interface VarianceScalingOptions extends DTypeOptions, SeedOptions {
  /** A positive number. Default 1. */
  readonly scale?: number | undefined;
  /** Default `'fan_in'`. */
  readonly mode?: VarianceScalingMode | undefined;
  /** Default `'truncated_normal'`. Upper case is accepted. */
  readonly distribution?: VarianceScalingDistribution | undefined;
}

/** The standard deviation that is left of 1 when a normal distribution is cut off at ±2. */
const TRUNCATED_DEVIATION = 0.87962566103423978;
const MODES: readonly string[] = ['fan_in', 'fan_out', 'fan_avg'];
const DISTRIBUTIONS: readonly string[] = ['normal', 'uniform', 'truncated_normal', 'untruncated_normal'];

/**
 * Draws numbers with the variance scale / n, where n is a fan of the weight: `tf.variance_scaling_initializer`. A shard
 * takes its fans from the whole variable.
 *
 * The factory throws `InvalidArgumentError` for a scale that is not positive, an unknown mode or distribution, and a
 * dtype that is not floating. A call throws `ArgumentTypeError` for another dtype; of a uniform distribution only for
 * integers, and `InvalidArgumentError` for others.
 *
 * @example
 * varianceScalingInitializer({ scale: 2, mode: 'fan_out', seed: 42 })([3, 2]);
 */
export const varianceScalingInitializer: ConfigurableFactory<VarianceScalingOptions> = configurableFactory((options = {}) => {
  const { scale = 1, mode = 'fan_in', seed = null, distinctShards = false } = options;
  const distribution = readDistribution(options.distribution);
  if (scale <= 0) throw new InvalidArgumentError(`Argument \`scale\` must be a positive float. Received: ${scale}`);
  if (!MODES.includes(mode)) {
    throw new InvalidArgumentError(`Argument \`mode\` should be one of ('${MODES.join("', '")}'). Received: ${mode}`);
  }
  const dtype = requireFloatDType(options.dtype ?? 'float32');
  return makeInitializer({
    dtype,
    getConfig: () => ({ scale, mode, distribution, seed, dtype, ...(distinctShards && { distinctShards }) }),
    plan: (call) => {
      const fan = chooseFan(computeFans(call.partitionInfo?.fullShape ?? call.shape), mode);
      return planDistribution(call, distribution, scale / Math.max(1, fan), options);
    },
  });
});

function readDistribution(given: unknown = 'truncated_normal'): VarianceScalingDistribution {
  if (typeof given !== 'string') throw new ArgumentTypeError(`Argument \`distribution\` must be a string. Received: ${String(given)}`);
  const distribution = given.toLowerCase();
  if (DISTRIBUTIONS.includes(distribution)) return distribution as VarianceScalingDistribution; // it is one of them
  throw new InvalidArgumentError(
    `Argument \`distribution\` should be one of ('${DISTRIBUTIONS.join("', '")}'). Received: ${distribution}`,
  );
}

function chooseFan({ fanIn, fanOut }: Fans, mode: VarianceScalingMode): number {
  if (mode === 'fan_avg') return (fanIn + fanOut) / 2;
  return mode === 'fan_in' ? fanIn : fanOut;
}

function planDistribution(
  call: InitializerCall,
  distribution: VarianceScalingDistribution,
  variance: number,
  seeds: SeedOptions,
): FillValues {
  const deviation = Math.sqrt(variance);
  switch (distribution) {
    case 'uniform': return planScaledUniform(call, variance, seeds);
    case 'untruncated_normal': return planNormal(call, { op: 'random_normal', mean: 0, stddev: deviation }, seeds);
    case 'normal':
    case 'truncated_normal':
      return planNormal(call, { op: 'truncated_normal', mean: 0, stddev: deviation / TRUNCATED_DEVIATION }, seeds);
  }
}
