import type { DType } from '@varscope/spec';
import { ArgumentTypeError, InvalidArgumentError, TooManyElementsError, ValueRangeError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import { constantInitializer } from './constant-initializer.js';
import type { ConstantValue } from './constant-value.js';

function values(value: ConstantValue, shape: number[], dtype: DType): readonly (number | bigint | string)[] {
  return Array.from<number | bigint | string>(constantInitializer(value).values(shape, dtype));
}

it('repeats the last element', () => {
  expect(values([1, 2, 3], [2, 3], 'float32')).toEqual([1, 2, 3, 3, 3, 3]);
  expect(values(['a', 'b'], [3], 'string')).toEqual(['a', 'b', 'b']);
  expect(values([1, 2], [3], 'complex64')).toEqual([1, 0, 2, 0, 2, 0]);
});

it('gives zeros for an empty list', () => {
  expect(values([], [2], 'int64')).toEqual([0n, 0n]);
  expect(values([], [2], 'string')).toEqual(['', '']);
});

it('takes a whole number for an integer, and a bigint of any size', () => {
  expect(values(1, [1], 'int32')).toEqual([1]);
  expect(values(2n ** 62n, [1], 'int64')).toEqual([2n ** 62n]);
  expect(values(3n, [1], 'float32')).toEqual([3]);
});

it('wraps integers that do not fit, as TensorFlow does', () => {
  expect(values(-100, [1], 'uint8')).toEqual([156]);
  expect(values(2 ** 31, [1], 'int32')).toEqual([-(2 ** 31)]);
  expect(values(2n ** 31n, [1], 'int32')).toEqual([-(2 ** 31)]);
  expect(values(-1, [1], 'uint64')).toEqual([2n ** 64n - 1n]);
});

it('converts typed arrays, nested ones too, to any number', () => {
  const array = Float64Array.of(1.7, -1.7, 300);
  expect(values(array, [3], 'int32')).toEqual([1, -1, 300]);
  expect(values(array, [3], 'uint8')).toEqual([1, 255, 44]);
  expect(values(array, [3], 'int64')).toEqual([1n, -1n, 300n]);
  expect(values(array, [3], 'bool')).toEqual([1, 1, 1]);
  expect(values(array, [3], 'float16')).toEqual([1.7001953125, -1.7001953125, 300]);
  expect(values([Int32Array.of(1, 2), Int32Array.of(3, 4)], [2, 3], 'float32')).toEqual([1, 2, 3, 4, 4, 4]);
  expect(values(BigInt64Array.of(5n), [1], 'float32')).toEqual([5]);
});

it('refuses typed arrays with numbers that no integer is', () => {
  expect(() => values(Float32Array.of(NaN), [1], 'int32')).toThrow(ValueRangeError);
});

describe('verifyShape', () => {
  it('takes the shape of the value only', () => {
    const initializer = constantInitializer([[1, 2]], { verifyShape: true });
    expect(initializer.values([1, 2])).toEqual(Float32Array.of(1, 2));
    expect(() => initializer.values([2])).toThrow("Expected Tensor's shape: (2,), but got (1, 2).");
  });

  it('is overridden by the argument of the call', () => {
    expect(() => constantInitializer([1]).values([2], 'float32', undefined, true)).toThrow(ArgumentTypeError);
    expect(constantInitializer([1], { verifyShape: true }).values([2], 'float32', undefined, false)).toEqual(Float32Array.of(1, 1));
  });
});

it('looks at nothing when the shape has no elements', () => {
  expect(values(['x', [1, 2]], [0], 'float32')).toEqual([]);
});

it('refuses what is no constant', () => {
  for (const value of [null, {}, () => 1]) expect(() => constantInitializer(value as never)).toThrow(ArgumentTypeError);
  expect(() => values([1, null as never], [2], 'float32')).toThrow("Expected float32, but got null of type 'NoneType'.");
  expect(() => values([[1, 2], [3]], [3], 'float32')).toThrow(InvalidArgumentError);
  expect(() => values([1, 2, 3], [2], 'float32')).toThrow(TooManyElementsError);
});
