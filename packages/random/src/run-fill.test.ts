import { createHash } from 'node:crypto';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fillGroups } from './fill-groups.js';
import type { KernelSeed } from './philox-stream.js';
import { planNormal } from './plan-normal.js';
import { planUniform } from './plan-uniform.js';
import { planUniformInt32 } from './plan-uniform-int.js';
import type { RandomFill } from './random-fill.js';
import type { FillRange } from './resolve-fill-range.js';
import { runFill } from './run-fill.js';

interface Distribution<T extends Float32Array | Float64Array | Int32Array> {
  readonly name: string;
  readonly array: { new (length: number): T; new (buffer: ArrayBufferLike, at: number, length: number): T };
  readonly plan: (out: T, seed: KernelSeed, range: FillRange) => RandomFill;
}

const SEED: KernelSeed = { pair: [87654321, 42], run: 0 };

const floats = (['float32', 'float16', 'bfloat16'] as const).flatMap((dtype): Distribution<Float32Array>[] => [
  {
    name: `uniform ${dtype}`,
    array: Float32Array,
    plan: (out, seed, range) => planUniform(out, seed, { dtype, minval: -0.3, maxval: 0.7, ...range }),
  },
  {
    name: `normal ${dtype}`,
    array: Float32Array,
    plan: (out, seed, range) => planNormal('normal', out, seed, { dtype, mean: 0.1, stddev: 0.02, ...range }),
  },
  {
    name: `truncated normal ${dtype}`,
    array: Float32Array,
    // So small that float16 has few bits left, and negative zeros among the numbers.
    plan: (out, seed, range) => planNormal('truncatedNormal', out, seed, { dtype, stddev: 1e-7, ...range }),
  },
]);
const integers: Distribution<Int32Array> = {
  name: 'uniform int32',
  array: Int32Array,
  plan: (out, seed, range) => planUniformInt32(out, seed, { minval: -(2 ** 31), maxval: 2 ** 31 - 1, ...range }),
};
const doubles: Distribution<Float64Array> = {
  name: 'uniform float64',
  array: Float64Array,
  plan: (out, seed, range) => planUniform(out, seed, { minval: -0.3, maxval: 0.7, ...range }),
};

/** Fills `out` in TypeScript alone. */
function fillPlain<T extends Float32Array | Float64Array | Int32Array>(out: T, fill: RandomFill): T {
  fillGroups(out, fill.stream, fill.kernel, fill.offset);
  return out;
}

/** A hash of the bytes: comparing long arrays element by element takes the test longer than filling them. */
const bits = (elements: Float32Array | Float64Array | Int32Array): string =>
  createHash('sha256').update(new Uint8Array(elements.slice().buffer)).digest('hex');

afterEach(() => void vi.unstubAllGlobals());

// The type parameter only ties an array to its plan: every row is used as one.
describe.each([...floats, integers, doubles] as Distribution<Float32Array>[])('$name', ({ array: Elements, plan }) => {
  function fill(length: number, seed: KernelSeed, range: FillRange): Float32Array {
    const out = new Elements(length);
    runFill(out, plan(out, seed, range), range.memory);
    return out;
  }

  function plain(length: number, seed: KernelSeed, range: FillRange): Float32Array {
    const out = new Elements(length);
    return fillPlain(out, plan(out, seed, range));
  }

  test.each([
    [0, {}],
    [1, { offset: 2 }],
    [511, {}],
    [512, { offset: 3 }],
    [4099, { offset: 1 }],
    [16256, {}],
    [16272, {}],
    [33333, { offset: 5 }],
    [2000, { offset: 2 ** 34 + 1 }],
  ])('gives %i elements the same bits in WebAssembly and in TypeScript: %o', (length, range) => {
    for (const pair of [[87654321, 42], [0, 2147483647], [-1, 2n ** 63n - 1n]] as const) {
      const seed = { pair, run: 3 };
      expect(bits(fill(length, seed, range))).toBe(bits(plain(length, seed, range)));
    }
  });

  test('can be split at any element, on both sides of the length where WebAssembly begins', () => {
    const length = 1100;
    const whole = bits(plain(length, SEED, {}));
    for (let at = 0; at <= length; at++) {
      const parts = new Elements(length);
      const [start, end] = [parts.subarray(0, at), parts.subarray(at)];
      runFill(start, plan(start, SEED, { total: length }), undefined);
      runFill(end, plan(end, SEED, { offset: at }), undefined);
      expect(bits(parts), `split at ${at}`).toBe(whole);
    }
  });

  test.each([
    ['its own', new WebAssembly.Memory({ initial: 4 })],
    ['its own with a maximum', new WebAssembly.Memory({ initial: 4, maximum: 65536 })],
    ['shared', new WebAssembly.Memory({ initial: 4, maximum: 65536, shared: true })],
  ])('writes within a memory that is %s, and nothing around the array', (_, memory) => {
    new Uint8Array(memory.buffer).fill(7);
    const out = new Elements(memory.buffer, 1048, 9001);
    runFill(out, plan(out, SEED, { offset: 2 }), memory);
    expect(bits(out)).toBe(bits(plain(9001, SEED, { offset: 2 })));
    const around = [new Uint8Array(memory.buffer, 0, 1048), new Uint8Array(memory.buffer, out.byteOffset + out.byteLength)];
    expect(around.every((bytes) => bytes.every((byte) => byte === 7))).toBe(true);
  });

  test('carries into the upper half of the counter', () => {
    // A divisor of 2^56 - 1: this execution begins 256 blocks before block 2^64, for two of the groups of truncated normal.
    const total = 29 * 113;
    const seed = { pair: [1, 2], run: Number((2n ** 56n - 1n) / BigInt(total)) } as const;
    expect(bits(fill(total, seed, {}))).toBe(bits(plain(total, seed, {})));
  });

  test('gives the same bits where there is no WebAssembly', () => {
    const expected = bits(fill(5000, SEED, {}));
    vi.stubGlobal('WebAssembly', undefined);
    expect(bits(fill(5000, SEED, {}))).toBe(expected);
  });
});

test('refuses an array that does not lie in the memory given with it', () => {
  const out = new Float32Array(2000);
  const fill = planUniform(out, SEED, {});
  expect(() => runFill(out, fill, new WebAssembly.Memory({ initial: 1 }))).toThrow(InvalidArgumentError);
});

test('falls back to TypeScript where SIMD is refused', () => {
  const { Memory } = WebAssembly;
  vi.stubGlobal('WebAssembly', { Memory, Module: undefined }); // an engine without SIMD throws as well
  const memory = new Memory({ initial: 1 });
  const out = new Float32Array(memory.buffer, 0, 2000);
  runFill(out, planUniform(out, SEED, {}), memory);
  expect(bits(out)).toBe(bits(fillPlain(new Float32Array(2000), planUniform(out, SEED, {}))));
});
