import type { DType, Shape } from '@varscope/spec';
import { GraphSeeds, withSeedSource } from '@varscope/random';
import { describe, expect, it } from 'vitest';
import { createInitializer, type RecordedArguments } from '../testdata/create-initializer.js';
import { hashElements } from '../../random/testdata/hash-elements.js';
import { readRecorded } from '../testdata/read-recorded.js';
import type { InitialValues } from './initial-values.js';

type Call = readonly [init: string, args: RecordedArguments, graphSeed: number | null, dtype: DType | null];

const recorded = readRecorded<{
  readonly bits: readonly (readonly [...Call, results: readonly (readonly [shape: Shape, hash: string])[]])[];
  readonly close: readonly (readonly [...Call, shape: Shape, match: readonly ['ulp' | 'atol', number], bytes: string])[];
}>('values.json');

function compute([init, args, seed, called]: Call, shape: Shape): { readonly values: InitialValues; readonly dtype: DType } {
  const initializer = createInitializer(init, args);
  const dtype = called ?? (initializer.getConfig()['dtype'] as DType);
  return { values: withSeedSource(new GraphSeeds({ seed }), () => initializer.values(shape, dtype)), dtype };
}

describe.each(recorded.bits)('%s %j, graph seed %j, called for %j', (init, args, graphSeed, dtype, results) => {
  it('gives every bit that TensorFlow gives', async () => {
    const found = await Promise.all(results.map(async ([shape]) => {
      const { values, dtype: computed } = compute([init, args, graphSeed, dtype], shape);
      return [shape, await hashElements(values as Float32Array, computed)]; // or other numbers: strings have no such bytes
    }));
    expect(found).toEqual(results);
  });
});

describe.each(recorded.close)('%s %j, graph seed %j, called for %j %j', (init, args, graphSeed, dtype, shape, match, bytes) => {
  it(`is within ${match.join(' ')} of TensorFlow`, () => {
    const { values, dtype: computed } = compute([init, args, graphSeed, dtype], shape);
    const expected = decode(bytes, computed);
    expect(values).toHaveLength(expected.length);
    expect(Array.from(values as Float32Array).filter((value, i) => !isClose(value, expected[i] as number, match))).toEqual([]);
  });
});

function decode(base64: string, dtype: DType): ArrayLike<number> {
  const { buffer } = Uint8Array.from(Buffer.from(base64, 'base64'));
  if (dtype === 'float64') return new Float64Array(buffer);
  return dtype === 'float16' ? Array.from(new Uint16Array(buffer), float16Value) : new Float32Array(buffer);
}

function float16Value(bits: number): number {
  const exponent = (bits >>> 10) & 31;
  const magnitude = exponent === 0 ? (bits & 1023) * 2 ** -24 : (1024 | (bits & 1023)) * 2 ** (exponent - 25);
  return bits & 0x8000 ? -magnitude : magnitude;
}

function isClose(found: number, expected: number, [kind, limit]: readonly ['ulp' | 'atol', number]): boolean {
  const exponent = Math.floor(Math.log2(Math.abs(expected)));
  return Math.abs(found - expected) <= (kind === 'atol' ? limit : limit * 2 ** (exponent - 52));
}
