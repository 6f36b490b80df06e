import { fillGroups } from './fill-groups.js';
import { normalKernel } from './normal-kernel.js';
import { PhiloxStream, type KernelSeed } from './philox-stream.js';
import { resolveFillRange, type FillRange } from './resolve-fill-range.js';
import { roundToDType, type FloatDType } from './round-to-dtype.js';
import { scaleAndShift } from './scale-and-shift.js';

/** The options of `fillNormal` and `fillTruncatedNormal`. */
export interface FillNormalOptions extends FillRange {
  /** The dtype of the tensor in TensorFlow. Default: that of the array. */
  readonly dtype?: FloatDType | undefined;
  /** Default 0. */
  readonly mean?: number | undefined;
  /** Default 1. */
  readonly stddev?: number | undefined;
}

/**
 * Fills `out` with the normal numbers that `tf.random.normal` gives for the seeds of the op: bit for bit, in float64 within
 * 4 ulp. Values of float16 and bfloat16 go into a Float32Array; those of float64 may, and are rounded once more.
 */
export function fillNormal(out: Float32Array | Float64Array, seed: KernelSeed, options: FillNormalOptions = {}): void {
  const { offset, total } = resolveFillRange(out.length, options);
  const dtype = options.dtype ?? (out instanceof Float64Array ? 'float64' : 'float32');
  const mean = roundToDType(options.mean ?? 0, dtype);
  const stddev = roundToDType(options.stddev ?? 1, dtype);
  fillGroups(out, new PhiloxStream(seed, total), normalKernel(dtype, scaleAndShift(stddev, mean, dtype)), offset);
}
