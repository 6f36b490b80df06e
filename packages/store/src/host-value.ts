import { complex, tensor, tidy, zerosLike, type Tensor } from '@tensorflow/tfjs-core';
import { dtypeInfo, type DType, type DTypeInfo, type StorageDType } from '@varscope/spec';
import { ArgumentTypeError, BadInitialValueError, ValueRangeError } from '@varscope/spec/errors';
import { roundToDType, type FloatDType } from '@varscope/random';

/** A value of the program that is not yet a tensor: its elements in row-major order. */
export interface HostValue {
  readonly values: ArrayLike<number | bigint | boolean | string>;
  readonly shape: readonly number[];
  /** The dtype that TensorFlow would give it. */
  readonly dtype: DType;
}

const TYPED_ARRAYS: readonly (readonly [string, DType])[] = [
  ['Float32Array', 'float32'],
  ['Float64Array', 'float64'],
  ['Int8Array', 'int8'],
  ['Int16Array', 'int16'],
  ['Int32Array', 'int32'],
  ['BigInt64Array', 'int64'],
  ['Uint8Array', 'uint8'],
  ['Uint8ClampedArray', 'uint8'],
  ['Uint16Array', 'uint16'],
  ['Uint32Array', 'uint32'],
  ['BigUint64Array', 'uint64'],
];
const TYPED_ARRAY_DTYPE: ReadonlyMap<string, DType> = new Map(TYPED_ARRAYS);

/**
 * Reads a number (float32, as JavaScript has no integers), bigint (int64), boolean, string, typed array (its own
 * dtype) or nested array of them.
 * @throws BadInitialValueError for anything else, and for arrays that are not rectangular or mix types.
 */
export function readHostValue(value: unknown): HostValue {
  const scalar = scalarDtype(value);
  if (scalar !== undefined) return { values: [value as number], shape: [], dtype: scalar }; // any scalar does
  if (ArrayBuffer.isView(value)) {
    const dtype = TYPED_ARRAY_DTYPE.get(value.constructor.name);
    if (dtype === undefined) throw unsupported(value);
    const values = value as Float32Array; // any typed array does
    return { values, shape: [values.length], dtype };
  }
  if (Array.isArray(value)) return readNested(value);
  throw unsupported(value);
}

/**
 * Makes a tensor in the storage of `dtype`, owned by the caller.
 * @throws ValueRangeError when an element does not fit into `dtype`.
 * @throws ArgumentTypeError when an element has a type that TensorFlow does not convert to `dtype`.
 */
export function hostTensor(value: HostValue, dtype: DType): Tensor {
  const info = dtypeInfo(dtype) as DTypeInfo; // `dtype` is one of the table
  const shape = [...value.shape];
  if (info.kind === 'string' || (info.kind === 'bool' && value.dtype === 'bool')) {
    if (value.dtype !== info.kind) throw conversionError(value, dtype);
    return tensor(Array.from(value.values) as string[], shape, info.kind);
  }
  const numbers = convertNumbers(value, info);
  if (info.kind !== 'complex') return tensor(numbers, shape, info.storage as Exclude<StorageDType, 'string' | 'bool'>);
  return tidy(() => {
    const real = tensor(numbers, shape, 'float32');
    return complex(real, zerosLike(real));
  });
}

function convertNumbers(value: HostValue, info: DTypeInfo): Float32Array | Int32Array {
  const from = dtypeInfo(value.dtype) as DTypeInfo; // `readHostValue` gives one of the table
  if (from.kind === 'string' || (from.kind === 'bool') !== (info.kind === 'bool') || info.kind === 'bool') {
    throw conversionError(value, info.name);
  }
  const numbers = info.kind === 'integer' ? new Int32Array(value.values.length) : new Float32Array(value.values.length);
  for (let i = 0; i < numbers.length; i++) {
    const number = Number(value.values[i]);
    if (info.kind === 'integer') {
      if (!Number.isInteger(number)) throw conversionError(value, info.name);
      checkRange(number, info);
    }
    numbers[i] = info.kind === 'floating' ? roundToDType(number, info.name as FloatDType) : number; // of that kind
  }
  return numbers;
}

/** @throws ValueRangeError when `number` does not fit into the dtype. */
export function checkRange(number: number, info: DTypeInfo): void {
  if (number < (info.min as number) || number > (info.max as number)) {
    const limit = info.exact ? '' : ` Varscope holds ${info.name} in ${info.storage}.`;
    throw new ValueRangeError(`The value ${number} does not fit into ${info.name}.${limit}`, {
      expected: `${info.min} … ${info.max}`,
      found: String(number),
    });
  }
}

function readNested(value: readonly unknown[]): HostValue {
  const shape: number[] = [];
  for (let level: unknown = value; Array.isArray(level); level = level[0]) shape.push(level.length);
  const flat: (number | bigint | boolean | string)[] = [];
  let dtype: DType | undefined;
  const walk = (level: unknown, depth: number): void => {
    if (depth < shape.length) {
      if (!Array.isArray(level) || level.length !== shape[depth]) throw ragged(shape);
      for (const entry of level) walk(entry, depth + 1);
      return;
    }
    const found = scalarDtype(level);
    if (found === undefined) throw Array.isArray(level) ? ragged(shape) : unsupported(level);
    if (dtype !== undefined && dtype !== found) {
      throw new BadInitialValueError(`Failed to convert elements of an array to a Tensor: it mixes ${dtype} and ${found}.`);
    }
    dtype = found;
    flat.push(level as number); // any scalar does
  };
  walk(value, 0);
  return { values: flat, shape, dtype: dtype ?? 'float32' };
}

function scalarDtype(value: unknown): DType | undefined {
  switch (typeof value) {
    case 'number':
      return 'float32';
    case 'bigint':
      return 'int64';
    case 'boolean':
      return 'bool';
    case 'string':
      return 'string';
    default:
      return undefined;
  }
}

function ragged(shape: readonly number[]): BadInitialValueError {
  return new BadInitialValueError(
    `Failed to convert elements of an array to a Tensor: it is not rectangular (its first rows have the shape [${shape.join(', ')}]).`,
  );
}

function unsupported(value: unknown): BadInitialValueError {
  const type = typeof value === 'object' && value !== null ? value.constructor.name : typeof value;
  return new BadInitialValueError(`Attempt to convert a value (${String(value)}) with an unsupported type (${type}) to a Tensor.`);
}

function conversionError(value: HostValue, dtype: DType): ArgumentTypeError {
  return new ArgumentTypeError(`Expected ${dtype}, but got a value of type ${value.dtype}.`, {
    expected: dtype,
    found: value.dtype,
  });
}
