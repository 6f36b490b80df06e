import type { KernelSeed } from './philox-stream.js';
import { planUniform, type FillUniformOptions } from './plan-uniform.js';
import { runFill } from './run-fill.js';

/**
 * Fills `out` with the uniform numbers that `tf.random.uniform` gives for the seeds of the op, bit for bit. Values of
 * float16 and bfloat16 go into a Float32Array; those of float64 may, and are rounded once more.
 */
export function fillUniform(out: Float32Array | Float64Array, seed: KernelSeed, options: FillUniformOptions = {}): void {
  runFill(out, planUniform(out, seed, options), options.memory);
}
