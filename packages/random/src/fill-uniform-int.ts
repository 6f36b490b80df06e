import { InvalidArgumentError } from '@varscope/spec/errors';
import { fillGroups, type GroupKernel } from './fill-groups.js';
import { PhiloxStream, type KernelSeed } from './philox-stream.js';
import { resolveFillRange, type FillRange } from './resolve-fill-range.js';

/** The options of `fillUniformInt`. */
export interface FillUniformIntOptions extends FillRange {
  /** Lower limit, included: an integer of the dtype. Default 0. */
  readonly minval?: number | bigint | undefined;
  /** Upper limit, excluded: an integer of the dtype. */
  readonly maxval: number | bigint;
}

/**
 * Fills `out` with the integers that `tf.random.uniform` gives for the seeds of the op, bit for bit: of int32 in an
 * Int32Array, of int64 in a BigInt64Array. Throws `InvalidArgumentError` for limits that are not integers of the dtype or
 * not in order. As in TensorFlow, small remainders are slightly more frequent.
 */
export function fillUniformInt(out: Int32Array | BigInt64Array, seed: KernelSeed, options: FillUniformIntOptions): void {
  const { offset, total } = resolveFillRange(out.length, options);
  const bits = out instanceof BigInt64Array ? 64 : 32;
  const minval = limit(options.minval ?? 0, bits);
  const maxval = limit(options.maxval, bits);
  if (minval >= maxval) throw new InvalidArgumentError(`Need minval < maxval, got ${minval} >= ${maxval}`);
  const stream = new PhiloxStream(seed, total);
  if (out instanceof BigInt64Array) fillGroups(out, stream, int64Kernel(minval, maxval - minval), offset);
  else fillGroups(out, stream, int32Kernel(Number(minval), Number(maxval - minval)), offset);
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
