import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { StoredDType } from '@varscope/spec';
import { UnimplementedError, ValueRangeError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import { canCast, castElements } from './cast-elements.js';

interface RecordedCast {
  readonly source: StoredDType;
  readonly target: StoredDType;
  readonly inputs: string;
  readonly count: number;
  readonly sha256: string;
}

// Recorded with numpy 2 and TensorFlow 2.21 by testdata/record_casts.py.
const recorded = JSON.parse(readFileSync(new URL('../../testdata/casts.json', import.meta.url), 'utf8')) as readonly RecordedCast[];

const bytesOf = (array: ArrayBufferView): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
const floats = (bytes: Uint8Array): Float32Array => new Float32Array(bytes.slice().buffer);
const to = (target: StoredDType, source: StoredDType, array: ArrayBufferView): Uint8Array => castElements(bytesOf(array), source, target, 't');

/** The inputs of the recording. */
const patterns = new Float32Array(Uint32Array.from({ length: 100_000 }, (_, i) => Number((BigInt(i) * 2654435761n) & 0xffffffffn)).buffer);
const numbers = patterns.filter((value) => !Number.isNaN(value));
const integers = BigUint64Array.from({ length: 10_000 }, (_, i) => BigInt.asUintN(64, BigInt(i) * 11400714819323198485n));
const below = (limit: number): Float32Array => numbers.filter((value) => Math.abs(value) < limit);
const codes16 = Uint16Array.from({ length: 65536 }, (_, i) => i);
const codes8 = Uint8Array.from({ length: 256 }, (_, i) => i);

function midpoints16(): Float32Array {
  const halves = floats(to('float32', 'float16', codes16.subarray(0, 0x7c00)));
  const middle = new Uint32Array(halves.slice(1).map((value, i) => (value + halves[i]!) / 2).buffer);
  return new Float32Array(Uint32Array.from([...middle].flatMap((bits) => [bits - 1, bits, bits + 1, bits | 0x80000000])).buffer);
}

function midpoints8(dtype: StoredDType): Float32Array {
  const positive = floats(to('float32', dtype, codes8)).filter((value) => Number.isFinite(value) && !Object.is(value, -0) && value >= 0);
  return positive.slice(1).map((value, i) => (value + positive[i]!) / 2);
}

function inputOf({ source, target, inputs }: RecordedCast): ArrayBufferView {
  switch (inputs) {
    case 'patterns': return source === 'float32' ? patterns : integers;
    case 'patterns without NaN': return numbers;
    case 'patterns below 65520': return below(65520);
    case 'patterns below 3.39e38': return below(3.39e38);
    case 'patterns below 2^31': return below(2 ** 31);
    case 'patterns times 1 + 2^-24, below 3.4e38': return new Float64Array(numbers).map((value) => value * (1 + 2 ** -24)).filter((value) => Math.abs(value) < 3.4e38);
    case 'midpoints': return target === 'float16' ? midpoints16() : midpoints8(target);
    case 'midpoints times 1 + 2^-40': return new Float64Array(midpoints16()).map((value) => value * (1 + 2 ** -40));
    case 'all but signaling NaN': return codes16.filter((code) => (code & 0x7c00) !== 0x7c00 || (code & 0x3ff) === 0 || (code & 0x200) !== 0);
    default: return source === 'bfloat16' ? codes16 : codes8;
  }
}

describe('castElements', () => {
  it.each(recorded)('gives the bits of numpy and TensorFlow for $source to $target: $inputs', (cast) => {
    const input = inputOf(cast);
    let result = to(cast.target, cast.source, input);
    if (cast.inputs === 'all but NaN') result = bytesOf(floats(result).filter((value) => !Number.isNaN(value)));
    expect(createHash('sha256').update(result).digest('hex')).toBe(cast.sha256);
  });

  it('keeps NaN, with its sign', () => {
    const nan = Uint32Array.of(0x7fc00000, 0xffc12000);
    expect([...new Uint16Array(to('float16', 'float32', nan).buffer)]).toEqual([0x7e00, 0xfe09]);
    expect([...new Uint16Array(to('bfloat16', 'float32', nan).buffer)]).toEqual([0x7fc0, 0xffc1]);
    expect([...to('float8_e4m3fn', 'float32', nan)]).toEqual([0x7f, 0xff]);
  });

  it('reads bytes that are not aligned', () => {
    const bytes = new Uint8Array(9);
    bytes.set(bytesOf(Float64Array.of(1.5)), 1);
    expect(floats(castElements(bytes.subarray(1), 'float64', 'float32', 't'))).toEqual(Float32Array.of(1.5));
  });

  it('casts complex numbers part by part', () => {
    expect(floats(to('complex64', 'complex128', Float64Array.of(1.5, -2)))).toEqual(Float32Array.of(1.5, -2));
  });

  it.each([
    ['float16', 'float32', Float32Array.of(0, 65520), 1, 65520],
    ['bfloat16', 'float64', Float64Array.of(3.4e38), 0, 3.4e38],
    ['float32', 'float64', Float64Array.of(1, 2, 1e300), 2, 1e300],
    ['float8_e4m3fn', 'float32', Float32Array.of(Infinity), 0, Infinity],
    ['int8', 'int32', Int32Array.of(127, -129), 1, -129],
    ['uint8', 'int8', Int8Array.of(-1), 0, -1],
    ['int32', 'float32', Float32Array.of(NaN), 0, NaN],
    ['int64', 'float64', Float64Array.of(2 ** 63), 0, 2 ** 63],
    ['int32', 'int64', BigInt64Array.of(1n << 31n), 0, 2 ** 31],
    ['uint64', 'int64', BigInt64Array.of(-1n), 0, -1],
    ['int64', 'uint64', BigUint64Array.of(1n << 63n), 0, 2 ** 63],
  ] as const)('refuses what does not fit into %s from %s', (target, source, array, index, value) => {
    const cast = (): unknown => to(target, source, array);
    expect(cast).toThrow(expect.toSatisfy(ValueRangeError.isInstance) as Error);
    expect(cast).toThrow(`${value} (${source}), element ${index}`);
  });

  it('names the element of a large tensor', () => {
    const values = new Float32Array(200_000);
    values[150_001] = 1e6;
    expect(() => to('float16', 'float32', values)).toThrow('element 150001');
  });

  it.each([['float32', 'string'], ['string', 'float32'], ['complex64', 'float32'], ['qint8', 'int8'], ['int8', 'int4']] as const)(
    'has no cast from %s to %s',
    (source, target) => {
      expect(canCast(source, target)).toBe(false);
      expect(() => castElements(new Uint8Array(0), source, target, 't')).toThrow(expect.toSatisfy(UnimplementedError.isInstance) as Error);
    },
  );
});
