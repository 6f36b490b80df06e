import { InvalidArgumentError, RandomRangeError } from '@varscope/spec/errors';
import type { GroupKernel } from './fill-groups.js';
import { PhiloxStream, type KernelSeed } from './philox-stream.js';
import type { RandomFill } from './random-fill.js';
import { resolveFillRange, type FillRange } from './resolve-fill-range.js';
import { UNIFORM_INT_MODULE } from './uniform-int-module.generated.js';

/** The options of `fillUniformInt`. */
export interface FillUniformIntOptions extends FillRange {
  /** Lower limit, included: an integer of the dtype. Default 0. */
  readonly minval?: number | bigint | undefined;
  /** Upper limit, excluded: an integer of the dtype. */
  readonly maxval: number | bigint;
}

/** The fill of a `tf.random.uniform` of int32. */
export function planUniformInt32(out: Int32Array, seed: KernelSeed, options: FillUniformIntOptions): RandomFill {
  const { offset, total } = resolveFillRange(out.length, options);
  const [minval, range] = limits(options, 32).map(Number) as [number, number]; // two bigints make two numbers
  return {
    stream: new PhiloxStream(seed, total),
    offset,
    kernel: int32Kernel(minval, range),
    wasm: { source: UNIFORM_INT_MODULE, name: 'uniformInt', parameters: [minval, range, 0], table: null, finish: null },
  };
}

/** The fill of a `tf.random.uniform` of int64. */
export function planUniformInt64(
  out: BigInt64Array, seed: KernelSeed, options: FillUniformIntOptions,
): RandomFill<bigint> {
  const { offset, total } = resolveFillRange(out.length, options);
  return { stream: new PhiloxStream(seed, total), offset, kernel: int64Kernel(...limits(options, 64)), wasm: null };
}

/** The lower limit, and how many integers lie below the upper one. */
function limits(options: FillUniformIntOptions, bits: 32 | 64): [minval: bigint, range: bigint] {
  const minval = limit(options.minval ?? 0, bits);
  const maxval = limit(options.maxval, bits);
  if (minval >= maxval) throw new RandomRangeError(`Need minval < maxval, got ${minval} >= ${maxval}`);
  return [minval, maxval - minval];
}

function limit(value: number | bigint, bits: 32 | 64): bigint {
  if (typeof value === 'bigint' || Number.isInteger(value)) {
    const integer = BigInt(value);
    if (BigInt.asIntN(bits, integer) === integer) return integer;
  }
  throw new InvalidArgumentError(`Expected int${bits} for a limit of uniform integers, got ${value}.`);
}

function int32Kernel(minval: number, range: number): GroupKernel<number> {
  return {
    size: 4,
    blocks: 1,
    draw(stream, group) {
      stream.read();
      for (let i = 0; i < 4; i++) group[i] = minval + (stream.words[i]! % range);
    },
  };
}

/** Unlike those of float64, the first of the two words is the lower half. */
function int64Kernel(minval: bigint, range: bigint): GroupKernel<bigint> {
  const integer = (low: number, high: number): bigint => minval + (((BigInt(high) << 32n) | BigInt(low)) % range);
  return {
    size: 2,
    blocks: 1,
    draw(stream, group) {
      stream.read();
      group[0] = integer(stream.words[0]!, stream.words[1]!);
      group[1] = integer(stream.words[2]!, stream.words[3]!);
    },
  };
}
