import { countOps, nextOpSeed } from '@varscope/random';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { requireFloatDType } from './check-dtype.js';
import { checkFilters } from './check-filters.js';
import { configurableFactory, type ConfigurableFactory } from './configurable-factory.js';
import type { FillValues, FloatValues } from './initial-values.js';
import { makeInitializer, type InitializerCall } from './make-initializer.js';
import type { OrthogonalOptions } from './orthogonal-initializer.js';
import { ORTHOGONAL_OPS, orthogonalMatrix, requireOrthogonalCall } from './orthogonal-matrix.js';
import { planPart } from './plan-part.js';
import { scaleInto } from './scale-into.js';

/** Ops from the slice of the matrix to the scattered kernel, the gain as float32 included. */
const SCATTER_OPS = 11;

/**
 * Makes convolution kernels of 1 to 3 spatial dimensions that are an orthogonal matrix in the centre and 0 around it
 * (Xiao et al., 2018): `tf.contrib.framework.convolutional_delta_orthogonal`. The values are TensorFlow's up to rounding.
 *
 * The factory throws `InvalidArgumentError` for a dtype that is not floating. A call throws `InvalidArgumentError` for
 * another number of dimensions and for more input than output channels; `ArgumentTypeError` for bfloat16 and for dtypes
 * that are not floating.
 *
 * @example
 * convolutionalDeltaOrthogonal({ seed: 42 })([3, 3, 16, 32]);
 */
export const convolutionalDeltaOrthogonal: ConfigurableFactory<OrthogonalOptions> = configurableFactory((options = {}) => {
  const { gain = 1, seed = null, distinctShards = false } = options;
  const dtype = requireFloatDType(options.dtype ?? 'float32');
  return makeInitializer({
    dtype,
    getConfig: () => ({ gain, seed, dtype, ...(distinctShards && { distinctShards }) }),
    plan: (call) => planPart(call, options, (whole) => planDelta(whole, options)),
  });
});

function planDelta({ shape, dtype: called }: InitializerCall, { gain = 1, seed = null }: OrthogonalOptions): FillValues {
  if (shape.length < 3 || shape.length > 5) {
    throw new InvalidArgumentError(
      `The tensor to initialize, specified by argument \`shape\` must be at least three-dimensional and at most five-dimensional. Received shape=[${shape.join(', ')}]`,
    );
  }
  const { window, inputs, outputs } = checkFilters(shape);
  const dtype = requireOrthogonalCall(called);
  const opSeed = nextOpSeed(seed, 'random_normal');
  countOps(ORTHOGONAL_OPS + SCATTER_OPS + (dtype === 'float32' ? 0 : 1));
  const centre = window.reduce((index, size) => index * size + ((size - 1) >> 1), 0);
  return (out) => {
    const values = out as FloatValues; // a floating dtype
    values.fill(0);
    if (values.length === 0) return; // there is no centre
    const matrix = orthogonalMatrix(outputs, outputs, dtype, opSeed).subarray(0, inputs * outputs);
    scaleInto(values.subarray(centre * matrix.length), matrix, Math.fround(gain), dtype); // a float32 in TensorFlow
  };
}
