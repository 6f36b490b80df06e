import type { KernelSeed } from './philox-stream.js';
import { planNormal, type FillNormalOptions } from './plan-normal.js';
import { runFill } from './run-fill.js';

/**
 * Fills `out` with the numbers that `tf.random.truncated_normal` gives for the seeds of the op: normal numbers less than two
 * standard deviations from the mean, bit for bit, in float64 within 4 ulp. Values of float16 and bfloat16 go into a
 * Float32Array; those of float64 may, and are rounded once more.
 */
export function fillTruncatedNormal(out: Float32Array | Float64Array, seed: KernelSeed, options: FillNormalOptions = {}): void {
  runFill(out, planNormal('truncatedNormal', out, seed, options), options.memory);
}
