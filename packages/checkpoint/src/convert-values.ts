import type { DTypeInfo } from '@varscope/spec';
import { ValueRangeError } from '@varscope/spec/errors';
import { bfloat16Bits, float32BitsOfHalf, halfBits } from './half-precision.js';
import type { NumericValues } from './stored-values.js';

/** Memory of the storage of a dtype; complex numbers are pairs of floats. */
export type StorageArray = Float32Array | Int32Array | Uint8Array;

/**
 * Writes stored numbers into the memory of a variable: floats are rounded to its dtype, integers have to be in its range.
 * @param info the declared dtype of the variable, in whose storage `into` is.
 * @throws ValueRangeError when a number fits neither the dtype nor what stores it.
 */
export function convertValues(values: NumericValues, into: StorageArray, info: DTypeInfo, name: string): void {
  const convert = CONVERSIONS.get(info.name) ?? BY_KIND[info.kind as keyof typeof BY_KIND]; // strings are no numbers
  for (let i = 0; i < into.length; i++) {
    const value = values[i]!; // of one length
    const number = typeof value === 'bigint' ? toNumber(value) : value;
    const converted = convert(number, info);
    if (converted === null || (Number.isFinite(number) && !Number.isFinite(converted))) throw outOfRange(value, info, name);
    into[i] = converted;
  }
}

/**
 * A number that every smaller float rounds to what it rounds an integer of 64 bits to: one that a float64 does not have
 * is rounded to odd (Boldo and Melquiond, 2008), and no tie is made or lost.
 */
function toNumber(value: bigint): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  const low = value & 0x7ffn;
  return Number((value >> 11n) | (low === 0n ? 0n : 1n)) * 2 ** 11;
}

type Convert = (value: number, info: DTypeInfo) => number | null;

const CONVERSIONS: ReadonlyMap<string, Convert> = new Map<string, Convert>([
  ['float16', (value) => floatOfBits(float32BitsOfHalf(halfBits(value)))],
  ['bfloat16', (value) => floatOfBits(bfloat16Bits(value) << 16)],
]);

const BY_KIND = {
  floating: Math.fround,
  complex: Math.fround,
  bool: (value) => (value === 0 ? 0 : 1),
  integer: (value, { min, max }) => (value >= (min as number) && value <= (max as number) ? value : null), // integers have limits
} satisfies Record<string, Convert>;

const BITS = new Int32Array(1);
const FLOAT = new Float32Array(BITS.buffer);

function floatOfBits(bits: number): number {
  BITS[0] = bits;
  return FLOAT[0]!; // one element
}

function outOfRange(value: number | bigint, info: DTypeInfo, name: string): ValueRangeError {
  const into = info.exact ? info.name : `${info.storage}, in which Varscope holds ${info.name}`;
  return new ValueRangeError(`The value ${value} of ${name} in the checkpoint does not fit into ${into}.`, {
    variable: name,
    expected: info.min === null ? `a finite ${info.storage}` : `${info.min} … ${info.max}`,
    found: String(value),
  });
}
