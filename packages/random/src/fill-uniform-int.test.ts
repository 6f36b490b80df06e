import { InvalidArgumentError, RandomRangeError } from '@varscope/spec/errors';
import { expect, test } from 'vitest';
import { hashElements } from '../testdata/hash-elements.js';
import { recordedKernels } from '../testdata/recorded-kernels.js';
import { fillUniformInt } from './fill-uniform-int.js';

const SEED = { pair: [87654321, 42], run: 0 } as const;

test.each(recordedKernels<'int32' | 'int64'>('RandomUniformInt'))('gives the bits of TensorFlow: $name', async (recorded) => {
  const { dtype, seed, n, limits } = recorded;
  const out = dtype === 'int64' ? new BigInt64Array(n) : new Int32Array(n);
  fillUniformInt(out, seed, { minval: limits[0], maxval: limits[1]! });
  expect(await hashElements(out, dtype)).toBe(recorded.hash);
});

test('starts at zero without a lower limit', () => {
  const [out, expected] = [new Int32Array(9), new Int32Array(9)];
  fillUniformInt(out, SEED, { maxval: 10 });
  fillUniformInt(expected, SEED, { minval: 0, maxval: 10 });
  expect(out).toEqual(expected);
});

test('splits int64 at any element', () => {
  const whole = new BigInt64Array(9);
  fillUniformInt(whole, SEED, { maxval: 10n ** 18n });
  for (let at = 0; at <= 9; at++) {
    const parts = new BigInt64Array(9);
    fillUniformInt(parts.subarray(0, at), SEED, { maxval: 10n ** 18n, total: 9 });
    fillUniformInt(parts.subarray(at), SEED, { maxval: 10n ** 18n, offset: at });
    expect(parts).toEqual(whole);
  }
});

test.each([[5, 5], [7, -7]])('refuses the empty range [%i, %i)', (minval, maxval) => {
  expect(() => fillUniformInt(new Int32Array(1), SEED, { minval, maxval })).toThrow(RandomRangeError);
});

test.each([0.5, 2 ** 31, Number.NaN])('refuses the limit %s of int32', (maxval) => {
  expect(() => fillUniformInt(new Int32Array(1), SEED, { maxval })).toThrow(InvalidArgumentError);
});
