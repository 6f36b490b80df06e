import { numElements, type OpSeed } from '@varscope/spec';
import { nextOpSeed, type RandomOp } from '@varscope/random';
import type { FillValues, FloatValues } from './initial-values.js';
import type { SeedOptions } from './initializer-options.js';
import type { InitializerCall } from './make-initializer.js';
import { shardRuns } from './shard-runs.js';

/** Which elements of a random op are drawn: those from `offset` on, of `total`. */
export interface DrawRange {
  readonly offset: number;
  readonly total: number;
  /** Where the array lies, if it lies in a memory. */
  readonly memory: WebAssembly.Memory | undefined;
}

/** Fills memory with elements of one random op. */
export type Draw<Values> = (out: Values, seed: OpSeed, range: DrawRange) => void;

/** The arrays that random ops fill. */
export type DrawnValues = FloatValues | Int32Array | BigInt64Array;

/** Takes the seed of one random op; `draw` then fills the tensor, or the part of the whole that a distinct shard is. */
export function planDraw<Values extends DrawnValues>(
  { shape, partitionInfo }: InitializerCall,
  op: RandomOp,
  { seed = null, distinctShards = false }: SeedOptions,
  draw: Draw<Values>,
): FillValues {
  const opSeed = nextOpSeed(seed, op);
  // Without a seed of their own, the shards differ already.
  if (partitionInfo === null || seed === null || !distinctShards) {
    // The dtype decides the array.
    return (out, memory) => draw(out as Values, opSeed, { offset: 0, total: numElements(shape), memory });
  }
  const total = numElements(partitionInfo.fullShape);
  return (out, memory) => {
    for (const { start, offset, length } of shardRuns(shape, partitionInfo)) {
      draw((out as DrawnValues).subarray(start, start + length) as Values, opSeed, { offset, total, memory }); // of the same kind
    }
  };
}
