import { fillUniformInt } from '@varscope/random';
import { ArgumentTypeError, InvalidArgumentError, RandomRangeError } from '@varscope/spec/errors';
import { requireDType } from './check-dtype.js';
import { configurableFactory, type ConfigurableFactory } from './configurable-factory.js';
import type { FillValues } from './initial-values.js';
import type { DTypeOptions, SeedOptions } from './initializer-options.js';
import { makeInitializer, type InitializerCall } from './make-initializer.js';
import { planDraw } from './plan-draw.js';
import { planUniform } from './plan-uniform.js';

/** The options of `randomUniformInitializer`. */
export interface RandomUniformOptions extends DTypeOptions, SeedOptions {
  /** Lower limit, included. Default 0 for floats; integers have no default. */
  readonly minval?: number | bigint | undefined;
  /** Upper limit, excluded. Default 1 for floats; integers have no default. */
  readonly maxval?: number | bigint | null | undefined;
}

/**
 * Draws uniform numbers from `[minval, maxval)`: `tf.random_uniform_initializer`, for float16, bfloat16, float32, float64,
 * int32 and int64.
 *
 * A call throws `InvalidArgumentError` for another dtype or for integers without `maxval`, `ArgumentTypeError` for
 * integers without `minval` or with a fraction in a limit, and `RandomRangeError` when no integer lies between the limits.
 *
 * @example
 * randomUniformInitializer({ minval: -1, maxval: 1, seed: 42 })([3]); // [0.9045429, 0.35481548, 0.5906365]
 */
export const randomUniformInitializer: ConfigurableFactory<RandomUniformOptions> = configurableFactory((options = {}) => {
  const { minval = 0, maxval = null, seed = null, distinctShards = false } = options;
  const dtype = requireDType(options.dtype ?? 'float32');
  return makeInitializer({
    dtype,
    getConfig: () => ({ minval, maxval, seed, dtype, ...(distinctShards && { distinctShards }) }),
    plan: (call) =>
      call.dtype === 'int32' || call.dtype === 'int64'
        ? planUniformInt(call, options)
        : planUniform(call, Number(minval), Number(maxval ?? 1), options),
  });
});

function planUniformInt(call: InitializerCall, options: RandomUniformOptions): FillValues {
  if (options.maxval === undefined || options.maxval === null) {
    throw new InvalidArgumentError(`Must specify maxval for integer dtype tf.${call.dtype}`);
  }
  const bits = call.dtype === 'int32' ? 32 : 64;
  const minval = toInteger(options.minval ?? '0.0', bits); // TensorFlow's default is a float
  const maxval = toInteger(options.maxval, bits);
  return planDraw<Int32Array | BigInt64Array>(call, 'random_uniform_int', options, (out, seed, range) => {
    if (out.length === 0) return; // TensorFlow looks at the limits only where it draws
    if (minval >= maxval) throw new RandomRangeError(`Need minval < maxval, got ${minval} >= ${maxval}`);
    fillUniformInt(out, seed, { minval, maxval, ...range });
  });
}

/** A limit as an integer of `bits` bits; it wraps as it does in TensorFlow. */
function toInteger(value: number | bigint | string, bits: 32 | 64): bigint {
  if (typeof value === 'bigint' || Number.isInteger(value)) return BigInt.asIntN(bits, BigInt(value));
  throw new ArgumentTypeError(`Expected int${bits}, but got ${value} of type 'float'.`);
}
