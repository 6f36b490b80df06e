import {
  fillNormal,
  fillTruncatedNormal,
  fillUniform,
  fillUniformInt,
  type FloatDType,
  type KernelSeed,
  type Seed,
} from '@varscope/random';
import type { RecordedCase } from '@varscope/recorded-cases';
import { compareTensor, type FoundTensor } from '../compare-tensor.js';
import { decodeArgument } from '../decode-argument.js';
import type { Match, RecordedFile, RecordedTensor } from '../recorded.js';

interface KernelCase {
  readonly id: string;
  readonly op: 'RandomUniform' | 'RandomUniformInt' | 'RandomStandardNormal' | 'TruncatedNormal';
  readonly seed: unknown;
  readonly seed2: unknown;
  readonly dtype: FloatDType | 'int32' | 'int64';
  readonly n: number;
  readonly minval?: unknown;
  readonly maxval?: unknown;
  readonly match: Match;
  readonly out: RecordedTensor;
}

const FLOAT_FILLS = { RandomUniform: fillUniform, RandomStandardNormal: fillNormal, TruncatedNormal: fillTruncatedNormal };

/** `"kind": "kernels"`: the output of a random kernel for its attributes. */
export function kernelCases(file: RecordedFile): RecordedCase[] {
  return (file.cases as readonly KernelCase[]).map((recorded) => ({
    id: recorded.id,
    check: () => compareTensor(recorded.out, run(recorded), recorded.match),
  }));
}

function run({ op, seed, seed2, dtype, n, minval, maxval }: KernelCase): FoundTensor {
  const kernelSeed: KernelSeed = { pair: [decodeArgument(seed) as Seed, decodeArgument(seed2) as Seed], run: 0 };
  if (op === 'RandomUniformInt') {
    const values = dtype === 'int64' ? new BigInt64Array(n) : new Int32Array(n);
    fillUniformInt(values, kernelSeed, { minval: decodeArgument(minval) as Seed, maxval: decodeArgument(maxval) as Seed });
    return { dtype, shape: [n], values };
  }
  const values = dtype === 'float64' ? new Float64Array(n) : new Float32Array(n);
  FLOAT_FILLS[op](values, kernelSeed, { dtype: dtype as FloatDType }); // the kernels of floats
  return { dtype, shape: [n], values };
}
