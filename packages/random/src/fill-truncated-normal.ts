import { fillGroups } from './fill-groups.js';
import type { FillNormalOptions } from './fill-normal.js';
import { PhiloxStream, type KernelSeed } from './philox-stream.js';
import { resolveFillRange } from './resolve-fill-range.js';
import { roundToDType } from './round-to-dtype.js';
import { scaleAndShift } from './scale-and-shift.js';
import { truncatedNormalKernel } from './truncated-normal-kernel.js';

/**
 * Fills `out` with the numbers that `tf.random.truncated_normal` gives for the seeds of the op: normal numbers less than two
 * standard deviations from the mean, bit for bit, in float64 within 4 ulp. Values of float16 and bfloat16 go into a Float32Array; those of float64 may, and are rounded once more.
 */
export function fillTruncatedNormal(out: Float32Array | Float64Array, seed: KernelSeed, options: FillNormalOptions = {}): void {
  const { offset, total } = resolveFillRange(out.length, options);
  const dtype = options.dtype ?? (out instanceof Float64Array ? 'float64' : 'float32');
  const mean = roundToDType(options.mean ?? 0, dtype);
  const stddev = roundToDType(options.stddev ?? 1, dtype);
  fillGroups(out, new PhiloxStream(seed, total), truncatedNormalKernel(dtype, scaleAndShift(stddev, mean, dtype)), offset);
}
