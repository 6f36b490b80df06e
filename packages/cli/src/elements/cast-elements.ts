import type { StoredDType } from '@varscope/spec';
import { UnimplementedError, ValueRangeError } from '@varscope/spec/errors';
import { aligned, CODECS, type Codec } from './codecs.js';

/** So many elements are in memory as float64 at a time. */
const BLOCK = 1 << 16;

/**
 * The elements in another dtype. Floating values are rounded to the nearest, ties to even, in one step; integers made of them
 * are rounded towards zero, as by numpy and TensorFlow.
 * @throws ValueRangeError for a value that the dtype cannot hold; UnimplementedError where there is no such cast.
 */
export function castElements(bytes: Uint8Array, from: StoredDType, to: StoredDType, name: string): Uint8Array {
  if (from === to) return bytes;
  const source = codecFor(from, to, name);
  const target = codecFor(to, from, name);
  if ((source.kind === 'complex') !== (target.kind === 'complex')) throw noCast(from, to, name);
  const count = bytes.length / source.size;
  const result = new Uint8Array(count * target.size);
  for (let start = 0; start < count; start += BLOCK) {
    const end = Math.min(start + BLOCK, count);
    const block = bytes.subarray(start * source.size, end * source.size);
    const out = result.subarray(start * target.size, end * target.size);
    const bad = is64Bit(from) ? castBigInts(block, from, to, target, out) : target.encode(source.decode(block), out);
    if (bad !== -1) throw outOfRange(name, from, to, start + bad, source.decode(block)[bad]!);
  }
  return result;
}

/** Whether there is such a cast: numbers become numbers, and complex numbers complex ones. */
export function canCast(from: StoredDType, to: StoredDType): boolean {
  const kinds = [CODECS.get(from)?.kind, CODECS.get(to)?.kind];
  return from === to || (!kinds.includes(undefined) && !kinds.includes('quantized') && (kinds[0] === 'complex') === (kinds[1] === 'complex'));
}

function castBigInts(bytes: Uint8Array, from: 'int64' | 'uint64', to: StoredDType, target: Codec, out: Uint8Array): number {
  const from8 = aligned(bytes, 8);
  const place = [from8.buffer, from8.byteOffset, bytes.length / 8] as const;
  const values: BigInt64Array | BigUint64Array = from === 'int64' ? new BigInt64Array(...place) : new BigUint64Array(...place);
  if (is64Bit(to)) {
    // The bits are the same, and the value is where they do not mean a negative number on one side.
    out.set(bytes);
    return new BigInt64Array(...place).findIndex((value) => value < 0n);
  }
  return target.encode(Float64Array.from(values, to === 'float64' ? Number : roundToOdd), out);
}

/**
 * A float64 that rounds to other formats as the integer itself would: what does not fit into 53 bits sets the last bit,
 * so that no second rounding sees a tie that is none.
 */
function roundToOdd(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude < 1n << 53n) return Number(value);
  const kept = magnitude >> 11n;
  const odd = (kept << 11n) === magnitude ? kept : kept | 1n;
  return Number(odd) * 2 ** 11 * (value < 0n ? -1 : 1);
}

function is64Bit(dtype: StoredDType): dtype is 'int64' | 'uint64' {
  return dtype === 'int64' || dtype === 'uint64';
}

function codecFor(dtype: StoredDType, other: StoredDType, name: string): Codec {
  const codec = CODECS.get(dtype);
  if (codec === undefined || codec.kind === 'quantized') throw noCast(dtype, other, name);
  return codec;
}

function noCast(from: StoredDType, to: StoredDType, name: string): UnimplementedError {
  return new UnimplementedError(`Tensor ${name} cannot be cast: there is no cast between ${from} and ${to}.`, { variable: name });
}

function outOfRange(name: string, from: StoredDType, to: StoredDType, index: number, value: number): ValueRangeError {
  return new ValueRangeError(`A value of tensor ${name} does not fit into ${to}.`, {
    variable: name,
    expected: `a value that ${to} can hold`,
    found: `${value} (${from}), element ${index}`,
  });
}
