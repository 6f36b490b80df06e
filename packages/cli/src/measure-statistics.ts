import { wholeSlice } from '@varscope/spec/codec';
import type { TensorStatistics } from '@varscope/summary';
import { blocksOf } from './blocks-of.js';
import { CODECS } from './elements/codecs.js';
import { MOST_BLOCK } from './most-block.js';
import type { TensorSource } from './tensor-source.js';

/** Whether values of a tensor can be summed up: strings and complex numbers cannot. */
export function hasStatistics({ dtype }: TensorSource): boolean {
  const kind = CODECS.get(dtype)?.kind;
  return kind !== undefined && kind !== 'complex';
}

/** What the values of a tensor are like, read block by block. */
export async function measureStatistics(source: TensorSource): Promise<TensorStatistics> {
  const codec = CODECS.get(source.dtype)!; // it has statistics
  const found: Found = { min: Infinity, max: -Infinity, zeros: 0, nans: 0, infinities: 0 };
  let count = 0;
  let mean = 0;
  let squares = 0; // sum of the squared distances from the mean
  for (const block of blocksOf(wholeSlice(source.shape), MOST_BLOCK)) {
    const values = codec.decode((await source.read(block)) as Uint8Array); // no strings
    const finite = countOdd(values, found);
    if (finite.length === 0) continue;
    const blockMean = sumOf(finite) / finite.length;
    const blockSquares = finite.reduce((sum, value) => sum + (value - blockMean) ** 2, 0);
    // Chan, Golub and LeVeque (1979): the moments of two sets together.
    const total = count + finite.length;
    const distance = blockMean - mean;
    squares += blockSquares + distance ** 2 * count * finite.length / total;
    mean += distance * finite.length / total;
    count = total;
  }
  if (count === 0) return { ...found, min: NaN, max: NaN, mean: NaN, standardDeviation: NaN };
  return { ...found, mean, standardDeviation: Math.sqrt(squares / count) };
}

/** What is counted of all values. */
interface Found {
  min: number;
  max: number;
  zeros: number;
  nans: number;
  infinities: number;
}

/** Counts zeros and what is not finite, keeps the extremes, and gives the finite values. */
function countOdd(values: Float64Array, found: Found): Float64Array {
  let kept = 0;
  for (const value of values) {
    if (Number.isFinite(value)) {
      if (value === 0) found.zeros++;
      if (value < found.min) found.min = value;
      if (value > found.max) found.max = value;
      values[kept++] = value;
    } else if (Number.isNaN(value)) found.nans++;
    else found.infinities++;
  }
  return values.subarray(0, kept);
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
