import { numElements, type StoredDType, type TensorData, type TensorSlice } from '@varscope/spec';
import { wholeSlice } from '@varscope/spec/codec';
import { ValueRangeError } from '@varscope/spec/errors';
import { blocksOf } from './blocks-of.js';
import { CODECS } from './elements/codecs.js';
import { MOST_BLOCK } from './most-block.js';
import type { TensorSource } from './tensor-source.js';

/** Whether tensors of a dtype have averages; the others do not, such as the step counter. */
export function hasAverage(dtype: StoredDType): boolean {
  const kind = CODECS.get(dtype)?.kind;
  return kind === 'floating' || kind === 'complex';
}

/**
 * The mean of a tensor that several files have: summed in float64 in the order of the files, block by block, divided,
 * and rounded to the dtype, ties to even.
 */
export function averageSource(sources: readonly [TensorSource, ...TensorSource[]]): TensorSource {
  const [first] = sources;
  return {
    ...first,
    read: async (slice = wholeSlice(first.shape)) => {
      const codec = CODECS.get(first.dtype)!; // it has an average
      const numbers = codec.kind === 'complex' ? 2 : 1;
      const result = new Uint8Array(numElements(slice.shape) * numbers * codec.size);
      let place = 0;
      for (const block of blocksOf(slice, MOST_BLOCK)) {
        const sums = await sum(sources, block);
        for (let i = 0; i < sums.length; i++) sums[i]! /= sources.length;
        const bad = codec.encode(sums, result.subarray(place, place + sums.length * codec.size));
        if (bad !== -1) throw new ValueRangeError(`A mean of tensor ${first.name} does not fit into ${first.dtype}.`, { variable: first.name, found: `${sums[bad]}` });
        place += sums.length * codec.size;
      }
      return result;
    },
  };
}

async function sum(sources: readonly TensorSource[], block: TensorSlice): Promise<Float64Array> {
  let sums: Float64Array | undefined;
  for (const source of sources) {
    const values = CODECS.get(source.dtype)!.decode(asBytes(await source.read(block)));
    if (sums === undefined) sums = values;
    else for (let i = 0; i < sums.length; i++) sums[i]! += values[i]!;
  }
  return sums!; // there is one file at least
}

function asBytes(data: TensorData): Uint8Array {
  return data as Uint8Array; // strings have no average
}
