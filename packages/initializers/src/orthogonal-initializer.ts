import { numElements } from '@varscope/spec';
import { countOps, nextOpSeed, type Seed } from '@varscope/random';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { requireFloatDType } from './check-dtype.js';
import { configurableFactory, type ConfigurableFactory } from './configurable-factory.js';
import type { FillValues, FloatValues } from './initial-values.js';
import type { DTypeOptions, SeedOptions } from './initializer-options.js';
import { makeInitializer, type InitializerCall } from './make-initializer.js';
import { transpose } from './matrix.js';
import { ORTHOGONAL_OPS, orthogonalMatrix, requireOrthogonalCall } from './orthogonal-matrix.js';
import { planPart } from './plan-part.js';
import { scaleInto } from './scale-into.js';

const TRANSPOSE_OPS = 2;
const RESHAPE_AND_GAIN_OPS = 4;

/** The options of the initializers that make orthogonal matrices. */
export interface OrthogonalOptions extends DTypeOptions, SeedOptions {
  /** Multiplies the values. Default 1. */
  readonly gain?: number | undefined;
}

/**
 * Makes matrices with orthonormal columns, or rows where there are more columns (Saxe et al., 2014); further dimensions
 * count as rows: `tf.orthogonal_initializer`. The values are TensorFlow's up to rounding: they come out of a matrix
 * decomposition (in float64 here). Every shard is orthogonal by itself, unless `distinctShards` makes it a part of the whole.
 *
 * The factory throws `InvalidArgumentError` for a dtype that is not floating. A call throws `InvalidArgumentError` for
 * less than two dimensions and `ArgumentTypeError` for bfloat16 and for dtypes that are not floating.
 *
 * @example
 * orthogonalInitializer({ seed: 42 })([2, 2]); // [[-0.3834178, -0.923575], [-0.923575, 0.3834178]]
 */
export const orthogonalInitializer: ConfigurableFactory<OrthogonalOptions> = configurableFactory((options = {}) => {
  const { gain = 1, seed = null, distinctShards = false } = options;
  const dtype = requireFloatDType(options.dtype ?? 'float32');
  return makeInitializer({
    dtype,
    getConfig: () => ({ gain, seed, dtype, ...(distinctShards && { distinctShards }) }),
    plan: (call) => planPart(call, options, (whole) => planOrthogonal(whole, gain, seed)),
  });
});

function planOrthogonal({ shape, dtype: called }: InitializerCall, gain: number, seed: Seed | null): FillValues {
  if (shape.length < 2) {
    throw new InvalidArgumentError(
      `The tensor to initialize, specified by argument \`shape\` must be at least two-dimensional. Received shape=[${shape.join(', ')}]`,
    );
  }
  const dtype = requireOrthogonalCall(called);
  const rows = numElements(shape.slice(0, -1));
  const columns = numElements(shape.slice(-1));
  const isWide = rows < columns;
  const opSeed = nextOpSeed(seed, 'random_normal');
  countOps(ORTHOGONAL_OPS + (isWide ? TRANSPOSE_OPS : 0) + RESHAPE_AND_GAIN_OPS);
  return (out) => {
    const matrix = isWide
      ? transpose(orthogonalMatrix(columns, rows, dtype, opSeed), columns, rows)
      : orthogonalMatrix(rows, columns, dtype, opSeed);
    scaleInto(out as FloatValues, matrix, gain, dtype); // a floating dtype
  };
}
