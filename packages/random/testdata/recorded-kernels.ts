/** The outputs of bare kernels that were recorded from TensorFlow: see `about` in kernels.json. */
import type { FloatDType } from '../src/round-to-dtype.js';
import type { KernelSeed } from '../src/philox-stream.js';
import { readRecorded } from './read-recorded.js';

type Call = readonly [op: string, dtype: string, seed: string, seed2: string, n: number];

interface Recorded {
  readonly bits: readonly (readonly [...call: Call, hash: string, ...limits: string[]])[];
  readonly close: readonly (readonly [...call: Call, first: string, last: string])[];
}

export interface RecordedKernel<DType> {
  readonly name: string;
  readonly dtype: DType;
  readonly seed: KernelSeed;
  readonly n: number;
  /** As `hashElements` gives it. */
  readonly hash: string;
  /** minval and maxval of integers. */
  readonly limits: readonly bigint[];
}

export interface CloseKernel {
  readonly name: string;
  readonly seed: KernelSeed;
  readonly n: number;
  /** The first 64 elements of float64. */
  readonly first: Float64Array;
  /** The last 64. */
  readonly last: Float64Array;
}

const { bits, close } = readRecorded<Recorded>('kernels.json');

/** Those that TensorFlow's op `op` must give bit for bit. */
export function recordedKernels<DType extends FloatDType | 'int32' | 'int64'>(op: string): RecordedKernel<DType>[] {
  return bits.filter((row) => row[0] === op).map(([, dtype, seed, seed2, n, hash, ...limits]) => ({
    name: `${n} of ${dtype} for (${seed}, ${seed2})${limits.length > 0 ? ` in [${limits})` : ''}`,
    dtype: dtype as DType, // the caller knows the dtypes of the op
    seed: { pair: [BigInt(seed), BigInt(seed2)], run: 0 },
    n,
    hash,
    limits: limits.map(BigInt),
  }));
}

/** Those of float64 that are to be met within 4 ulp. */
export function closeKernels(op: string): CloseKernel[] {
  return close.filter((row) => row[0] === op).map(([, , seed, seed2, n, first, last]) => ({
    name: `${n} for (${seed}, ${seed2})`,
    seed: { pair: [BigInt(seed), BigInt(seed2)], run: 0 },
    n,
    first: doubles(first),
    last: doubles(last),
  }));
}

function doubles(base64: string): Float64Array {
  return new Float64Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);
}

/** How many representable doubles two arrays are apart at most. */
export function largestDistance(a: Float64Array, b: Float64Array): number {
  const [orderedA, orderedB] = [a, b].map((array) => [...new BigInt64Array(array.slice().buffer)].map(ordered));
  return Math.max(...orderedA!.map((value, index) => Math.abs(Number(value - orderedB![index]!))));
}

/** An integer for the bits of a double, in the order of the doubles. */
function ordered(bitsOfDouble: bigint): bigint {
  return bitsOfDouble < 0n ? -(2n ** 63n) - bitsOfDouble : bitsOfDouble;
}
