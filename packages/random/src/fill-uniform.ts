import { fillGroups } from './fill-groups.js';
import { PhiloxStream, type KernelSeed } from './philox-stream.js';
import { resolveFillRange, type FillRange } from './resolve-fill-range.js';
import { roundToDType, type FloatDType } from './round-to-dtype.js';
import { scaleAndShift } from './scale-and-shift.js';
import { uniformKernel } from './uniform-kernel.js';

/** The options of `fillUniform`. */
export interface FillUniformOptions extends FillRange {
  /** The dtype of the tensor in TensorFlow. Default: that of the array. */
  readonly dtype?: FloatDType | undefined;
  /** Lower limit, included. Default 0. */
  readonly minval?: number | undefined;
  /** Upper limit, excluded but for what the roundings reach. Default 1. */
  readonly maxval?: number | undefined;
}

/**
 * Fills `out` with the uniform numbers that `tf.random.uniform` gives for the seeds of the op, bit for bit. Values of
 * float16 and bfloat16 go into a Float32Array; those of float64 may, and are rounded once more.
 */
export function fillUniform(out: Float32Array | Float64Array, seed: KernelSeed, options: FillUniformOptions = {}): void {
  const { offset, total } = resolveFillRange(out.length, options);
  const dtype = options.dtype ?? (out instanceof Float64Array ? 'float64' : 'float32');
  const minval = roundToDType(options.minval ?? 0, dtype);
  const maxval = roundToDType(options.maxval ?? 1, dtype);
  const range = scaleAndShift(1, -minval, dtype)(maxval);
  fillGroups(out, new PhiloxStream(seed, total), uniformKernel(dtype, scaleAndShift(range, minval, dtype)), offset);
}
