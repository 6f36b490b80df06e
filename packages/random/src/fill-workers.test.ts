import { FailedPreconditionError, InvalidArgumentError } from '@varscope/spec/errors';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { fillNormal } from './fill-normal.js';
import { fillTruncatedNormal } from './fill-truncated-normal.js';
import { fillUniform } from './fill-uniform.js';
import { fillUniformInt } from './fill-uniform-int.js';
import { FillWorkers } from './fill-workers.js';

const SEED = { pair: [87654321, 42], run: 1 } as const;
/** Five pieces, the last one short, and elements that make no whole step. */
const LENGTH = 4 * 2 ** 18 + 12345;

const workers = new FillWorkers(2);
afterAll(() => workers.terminate());
afterEach(() => void vi.unstubAllGlobals());

const shared = (): Float32Array => new Float32Array(new SharedArrayBuffer(LENGTH * 4 + 8), 8, LENGTH);
const isSame = (a: ArrayBufferView, b: ArrayBufferView): boolean =>
  Buffer.compare(Buffer.from(a.buffer, a.byteOffset, a.byteLength), Buffer.from(b.buffer, b.byteOffset, b.byteLength)) === 0;

test.each([
  ['memory of its own', () => new Float32Array(LENGTH)],
  ['shared memory', shared],
])('fills an array in %s with the bits that one thread gives', async (_, create) => {
  const [out, expected] = [create(), new Float32Array(LENGTH)];
  const range = { offset: 3, total: LENGTH + 99 };
  await workers.fillUniform(out, SEED, { ...range, minval: -1 });
  fillUniform(expected, SEED, { ...range, minval: -1 });
  expect(isSame(out, expected)).toBe(true);
  await workers.fillNormal(out, SEED, { ...range, dtype: 'float16', stddev: 0.1 });
  fillNormal(expected, SEED, { ...range, dtype: 'float16', stddev: 0.1 });
  expect(isSame(out, expected)).toBe(true);
  await workers.fillTruncatedNormal(out, SEED, { ...range, mean: 3 });
  fillTruncatedNormal(expected, SEED, { ...range, mean: 3 });
  expect(isSame(out, expected)).toBe(true);
});

test('fills integers, and floats of float32 in an array of doubles', async () => {
  const [integers, expectedIntegers] = [new Int32Array(LENGTH), new Int32Array(LENGTH)];
  const [doubles, expectedDoubles] = [new Float64Array(LENGTH), new Float64Array(LENGTH)];
  await Promise.all([
    workers.fillUniformInt(integers, SEED, { minval: -7, maxval: 1000 }),
    workers.fillUniform(doubles, SEED, { dtype: 'float32' }),
  ]);
  fillUniformInt(expectedIntegers, SEED, { minval: -7, maxval: 1000 });
  fillUniform(expectedDoubles, SEED, { dtype: 'float32' });
  expect([isSame(integers, expectedIntegers), isSame(doubles, expectedDoubles)]).toEqual([true, true]);
});

test.each([0, 1, 15, 20])('fills %i elements', async (length) => {
  const [out, expected] = [new Float32Array(length), new Float32Array(length)];
  await workers.fillNormal(out, SEED);
  fillNormal(expected, SEED);
  expect(out).toEqual(expected);
});

test('fills float64 on the calling thread', async () => {
  const [out, expected] = [new Float64Array(5000), new Float64Array(5000)];
  await workers.fillUniform(out, SEED);
  fillUniform(expected, SEED);
  expect(isSame(out, expected)).toBe(true);
});

test('fills where the threads cannot count the blocks', async () => {
  // This execution begins 256 blocks before block 2^64.
  const seed = { pair: [1, 2], run: Number((2n ** 56n - 1n) / 3277n) } as const;
  const [out, expected] = [new Float32Array(3277), new Float32Array(3277)];
  await workers.fillUniform(out, seed);
  fillUniform(expected, seed);
  expect(isSame(out, expected)).toBe(true);
});

test('rejects a range that does not fit', async () => {
  await expect(workers.fillUniform(new Float32Array(4), SEED, { offset: -1 })).rejects.toThrow(InvalidArgumentError);
});

test('rejects what it has not made when it is terminated, and what is asked later', async () => {
  const terminated = new FillWorkers(1);
  const filling = terminated.fillUniform(new Float32Array(LENGTH), SEED);
  await Promise.all([expect(filling).rejects.toThrow(FailedPreconditionError), terminated.terminate()]);
  await expect(terminated.fillUniform(new Float32Array(16), SEED)).rejects.toThrow(FailedPreconditionError);
});

test('rejects with the error of a thread that fails', async () => {
  await using failing = new FillWorkers(1);
  const detached = new Float32Array(new SharedArrayBuffer(64));
  // A length that the buffer does not have lets the thread write beyond its end.
  Object.defineProperty(detached, 'length', { value: 160 });
  const filling = failing.fillUniform(detached, SEED, { total: 160 });
  await expect(filling).rejects.toThrow(FailedPreconditionError);
  await expect(filling).rejects.toMatchObject({ details: { cause: { name: 'RangeError' } } });
});

test('fills on the calling thread where SIMD is missing', async () => {
  vi.stubGlobal('WebAssembly', undefined);
  await using none = new FillWorkers(2);
  const [out, expected] = [new Float32Array(2000), new Float32Array(2000)];
  await none.fillUniform(out, SEED);
  fillUniform(expected, SEED);
  expect(isSame(out, expected)).toBe(true);
});
