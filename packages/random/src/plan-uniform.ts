import { PhiloxStream, type KernelSeed } from './philox-stream.js';
import type { RandomFill } from './random-fill.js';
import { resolveFillRange, type FillRange } from './resolve-fill-range.js';
import { roundToDType, type FloatDType } from './round-to-dtype.js';
import { scaleAndShift } from './scale-and-shift.js';
import { SIGNIFICAND_BITS } from './significand-bits.js';
import { uniformKernel } from './uniform-kernel.js';
import { UNIFORM_MODULE } from './uniform-module.generated.js';

/** The options of `fillUniform`. */
export interface FillUniformOptions extends FillRange {
  /** The dtype of the tensor in TensorFlow. Default: that of the array. */
  readonly dtype?: FloatDType | undefined;
  /** Lower limit, included. Default 0. */
  readonly minval?: number | undefined;
  /** Upper limit, excluded but for what the roundings reach. Default 1. */
  readonly maxval?: number | undefined;
}

/** The fill of a `tf.random.uniform` of floats. */
export function planUniform(
  out: Float32Array | Float64Array, seed: KernelSeed, options: FillUniformOptions,
): RandomFill {
  const { offset, total } = resolveFillRange(out.length, options);
  const dtype = options.dtype ?? (out instanceof Float64Array ? 'float64' : 'float32');
  const minval = roundToDType(options.minval ?? 0, dtype);
  const maxval = roundToDType(options.maxval ?? 1, dtype);
  const range = scaleAndShift(1, -minval, dtype)(maxval);
  return {
    stream: new PhiloxStream(seed, total),
    offset,
    kernel: uniformKernel(dtype, scaleAndShift(range, minval, dtype)),
    wasm: dtype === 'float64'
      ? null
      : { source: UNIFORM_MODULE, name: 'uniform', parameters: [SIGNIFICAND_BITS[dtype], range, minval], table: null },
  };
}
