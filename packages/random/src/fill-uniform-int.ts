import { fillGroups } from './fill-groups.js';
import type { KernelSeed } from './philox-stream.js';
import { planUniformInt32, planUniformInt64, type FillUniformIntOptions } from './plan-uniform-int.js';
import { runFill } from './run-fill.js';

/**
 * Fills `out` with the integers that `tf.random.uniform` gives for the seeds of the op, bit for bit: of int32 in an
 * Int32Array, of int64 in a BigInt64Array. Throws `InvalidArgumentError` for limits that are not integers of the dtype
 * and `RandomRangeError` for limits that leave no integer between them. As in TensorFlow, small remainders are slightly
 * more frequent.
 */
export function fillUniformInt(out: Int32Array | BigInt64Array, seed: KernelSeed, options: FillUniformIntOptions): void {
  if (out instanceof Int32Array) return runFill(out, planUniformInt32(out, seed, options), options.memory);
  const { stream, kernel, offset } = planUniformInt64(out, seed, options);
  fillGroups(out, stream, kernel, offset);
}
