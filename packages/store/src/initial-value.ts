import { Tensor } from '@tensorflow/tfjs-core';
import { dtypeInfo, formatShape, shapesCompatible, type DType, type DTypeInfo, type PartialShape } from '@varscope/spec';
import { BadInitialValueError, InitialValueDTypeError, InitializerShapeMismatchError } from '@varscope/spec/errors';
import { checkRange, hostTensor, readHostValue } from './host-value.js';
import { isVariable } from './is-variable.js';

/** A computed initial value. */
export interface ComputedValue {
  readonly tensor: Tensor;
  /** The TensorFlow dtype. */
  readonly dtype: DType;
  /** Whether the tensor was made for this and is to be disposed; otherwise it is the user's. */
  readonly isOwned: boolean;
}

/** What is known of an initial value that has not been computed. */
export interface KnownValue {
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** Where the initial value of a variable comes from. */
export interface InitialValueSource {
  /** `null` when only computing tells. */
  readonly known: KnownValue | null;
  /** Whether every execution gives the same value. */
  readonly isConstant: boolean;
  /** The value of the n-th execution of the variable's initializer, counted from 0. */
  compute(execution: number): ComputedValue;
  /** Frees what it keeps. */
  dispose(): void;
}

/**
 * The tensor of a value that a variable is to have.
 * @param dtype the dtype it must have; `null` leaves its own.
 * @throws InitialValueDTypeError when a tensor has another dtype.
 * @throws BadInitialValueError when no tensor can be made of it.
 */
export function computedValue(value: unknown, dtype: DType | null): ComputedValue {
  if (value instanceof Tensor) {
    if (isVariable(value)) value.throwIfDisposed();
    else if (value.isDisposed) throw new BadInitialValueError('Attempt to convert a tensor that was disposed.');
    const own = tensorDtype(value);
    if (dtype !== null && (isVariable(value) ? own !== dtype : dtypeInfo(dtype)?.storage !== own)) {
      throw new InitialValueDTypeError(`Tensor conversion requested dtype ${dtype} for Tensor with dtype ${own}.`, {
        expected: dtype,
        found: own,
      });
    }
    return { tensor: value, dtype: dtype ?? own, isOwned: false };
  }
  const host = readHostValue(value);
  return { tensor: hostTensor(host, dtype ?? host.dtype), dtype: dtype ?? host.dtype, isOwned: true };
}

/** The TensorFlow dtype of a tensor: what a variable was declared with, else that of its storage. */
export function tensorDtype(tensor: Tensor): DType {
  return isVariable(tensor) ? tensor.declaredDtype : tensor.dtype;
}

/**
 * The TensorFlow dtype of a value that is to become a tensor.
 * @throws BadInitialValueError when no tensor can be made of it.
 */
export function dtypeOfValue(value: unknown): DType {
  return value instanceof Tensor ? tensorDtype(value) : readHostValue(value).dtype;
}

/**
 * Integer dtypes that are narrower than their storage are checked, so that nothing wraps; the values are read back.
 * @throws ValueRangeError when an element does not fit into the dtype.
 */
export function checkTensorRange(tensor: Tensor, dtype: DType): void {
  const info = dtypeInfo(dtype) as DTypeInfo; // a dtype of the table
  const storage = dtypeInfo(info.storage) as DTypeInfo; // storages are in the table
  if (info.kind !== 'integer' || (info.min === storage.min && info.max === storage.max)) return;
  for (const number of tensor.dataSync()) checkRange(number, info);
}

/** @throws InitializerShapeMismatchError when the initial value does not have the shape that was asked for. */
export function checkInitialShape(found: PartialShape, shape: PartialShape | null): void {
  if (shape === null || shapesCompatible(shape, found)) return;
  throw new InitializerShapeMismatchError(
    `In this \`tf.Variable\` creation, the initial value's shape (${formatShape(found)}) is not compatible with the explicitly supplied \`shape\` argument (${formatShape(shape)}).`,
    { expected: formatShape(shape), found: formatShape(found) },
  );
}
