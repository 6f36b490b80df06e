import { numElements } from '@varscope/spec';
import { allocateValues, type FillValues, type FloatValues } from './initial-values.js';
import type { SeedOptions } from './initializer-options.js';
import type { InitializerCall } from './make-initializer.js';
import { shardRuns } from './shard-runs.js';

/**
 * Plans a call of an initializer whose values depend on each other: `plan` plans the tensor, or for a distinct shard
 * the whole variable, of which the shard gets its part.
 */
export function planPart(
  call: InitializerCall,
  { seed = null, distinctShards = false }: SeedOptions,
  plan: (call: InitializerCall) => FillValues,
): FillValues {
  const { shape, dtype, partitionInfo } = call;
  if (partitionInfo === null || seed === null || !distinctShards) return plan(call);
  const { fullShape } = partitionInfo;
  const fill = plan({ shape: fullShape, dtype, partitionInfo: null });
  return (out) => {
    const whole = allocateValues(dtype, numElements(fullShape)) as FloatValues; // only floats get here
    fill(whole);
    for (const { start, offset, length } of shardRuns(shape, partitionInfo)) {
      (out as FloatValues).set(whole.subarray(offset, offset + length), start); // of the same dtype
    }
  };
}
