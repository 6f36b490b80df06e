import type { Tensor } from '@tensorflow/tfjs-core';
import { dtypeInfo, type DTypeInfo } from '@varscope/spec';
import { ValueRangeError } from '@varscope/spec/errors';
import { Difference, expectSame } from '@varscope/recorded-cases';
import type { FoundTensor } from './compare-tensor.js';

/**
 * Throws a `Difference` unless the tensor that `make` gives holds the values in the storage of their dtype, or is
 * refused with `ValueRangeError` where the storage has no room for one. Disposes of the tensor.
 */
export function compareStorage({ dtype, shape, values }: FoundTensor, make: () => Tensor): void {
  const info = dtypeInfo(dtype) as DTypeInfo; // every DType is in the table
  const numbers = info.kind === 'string' ? [] : Array.from(values as ArrayLike<number | bigint>, Number);
  if (numbers.some((value) => Number.isFinite(value) && !fits(value, info))) {
    expectRefused(make);
    return;
  }
  const tensor = make();
  try {
    expectSame('dtype of the tensor', info.storage, tensor.dtype);
    expectSame('shape of the tensor', shape, tensor.shape);
    if (info.kind === 'string') expectSame('strings of the tensor', values, Array.from(tensor.dataSync<'string'>()));
    else compareNumbers(numbers, tensor.dataSync(), info.storage === 'float32' || info.storage === 'complex64');
  } finally {
    tensor.dispose();
  }
}

function fits(value: number, { min, max }: DTypeInfo): boolean {
  return (min === null || value >= min) && (max === null || value <= max);
}

function compareNumbers(values: readonly number[], stored: ArrayLike<number>, areFloats: boolean): void {
  expectSame('elements of the tensor', values.length, stored.length);
  values.forEach((value, i) => {
    const expected = areFloats ? Math.fround(value) : value;
    if (!Object.is(expected, stored[i])) throw new Difference(`element ${i} of the tensor`, expected, stored[i]);
  });
}

function expectRefused(make: () => Tensor): void {
  try {
    make().dispose();
  } catch (error) {
    if (ValueRangeError.isInstance(error)) return;
    throw error;
  }
  throw new Difference('a tensor with values that its storage does not hold', 'ValueRangeError', 'a tensor');
}
