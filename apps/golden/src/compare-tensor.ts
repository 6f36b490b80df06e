import { createHash } from 'node:crypto';
import type { DType, Shape } from '@varscope/spec';
import type { InitialValues } from '@varscope/initializers';
import { Difference, expectSame } from '@varscope/recorded-cases';
import { fromBytes, toBytes } from './number-bytes.js';
import type { Match, RecordedStrings, RecordedTensor } from './recorded.js';

/** A tensor of Varscope: its values with all bits of its dtype. */
export interface FoundTensor {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly values: InitialValues;
}

/** Throws a `Difference` unless `found` is the recorded tensor, as close as `match` says. */
export function compareTensor(expected: RecordedTensor | RecordedStrings, found: FoundTensor, match: Match): void {
  expectSame('dtype', expected.dtype, found.dtype);
  expectSame('shape', expected.shape, found.shape);
  if ('values' in expected) {
    expectSame('values', expected.values, found.values);
    return;
  }
  const bytes = toBytes(found.values as Exclude<InitialValues, string[]>, found.dtype); // not recorded as strings
  for (const { what, recorded, start } of recordedParts(expected, bytes.length)) {
    expectSame(`bytes of the ${what}`, recorded.length, Math.min(recorded.length, bytes.length - start));
    const part = bytes.subarray(start, start + recorded.length);
    compareNumbers(what, fromBytes(recorded, expected.dtype), fromBytes(part, expected.dtype), match);
  }
  if (match === 'bits') expectSame('sha256', expected.sha256, createHash('sha256').update(bytes).digest('hex'));
}

interface Part {
  readonly what: string;
  readonly recorded: Uint8Array;
  /** Its first byte within the tensor. */
  readonly start: number;
}

function recordedParts({ b64, first_b64, last_b64 }: RecordedTensor, length: number): Part[] {
  const parts: Part[] = [];
  if (b64 !== undefined) {
    const recorded = Buffer.from(b64, 'base64');
    expectSame('bytes', recorded.length, length);
    parts.push({ what: 'values', recorded, start: 0 });
  }
  if (first_b64 !== undefined) parts.push({ what: 'first values', recorded: Buffer.from(first_b64, 'base64'), start: 0 });
  if (last_b64 !== undefined) {
    const recorded = Buffer.from(last_b64, 'base64');
    parts.push({ what: 'last values', recorded, start: length - recorded.length });
  }
  return parts;
}

function compareNumbers(
  what: string,
  expected: ArrayLike<number | bigint>,
  found: ArrayLike<number | bigint>,
  match: Match,
): void {
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [expected[i] as number, found[i] as number]; // as long; both bigint or both numbers
    if (!isClose(a, b, match)) throw new Difference(`${what}, element ${i}`, a, b);
  }
}

/** Whether `found` is as close to `expected` as `match` says. */
export function isClose(expected: number | bigint, found: number | bigint, match: Match): boolean {
  if (Object.is(expected, found)) return true;
  if (match === 'bits' || match === 'overflow' || typeof expected === 'bigint' || typeof found === 'bigint') return false;
  const distance = Math.abs(expected - found);
  if ('atol' in match) return distance <= match.atol;
  if ('rtol' in match) return distance <= match.rtol * Math.abs(expected);
  return Math.abs(Number(order(expected) - order(found))) <= match.ulp;
}

/** The place of a double among all doubles. */
function order(value: number): bigint {
  const [bits] = new BigInt64Array(Float64Array.of(value).buffer) as unknown as [bigint]; // 8 bytes are one element
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}
