import { complex, tensor, tidy, zerosLike, type Tensor } from '@tensorflow/tfjs-core';
import { dtypeInfo, type DType, type DTypeInfo } from '@varscope/spec';
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
  ['Float16Array', 'float16'],
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
  const typed = readTypedArray(value);
  if (typed !== undefined) return typed;
  if (Array.isArray(value)) return readNested(value);
  throw unsupported(value);
}

function readTypedArray(value: unknown): HostValue | undefined {
  if (!ArrayBuffer.isView(value)) return undefined;
  // The tag, not the name of the class: Node's Buffer is a Uint8Array.
  const dtype = TYPED_ARRAY_DTYPE.get((value as { [Symbol.toStringTag]?: string })[Symbol.toStringTag] ?? '');
  if (dtype === undefined) return undefined;
  const values = value as Float32Array; // any typed array does
  return { values, shape: [values.length], dtype };
}

/**
 * Makes a tensor in the storage of `dtype`, owned by the caller.
 * @throws ValueRangeError when an element does not fit into `dtype`.
 * @throws ArgumentTypeError when an element has a type that TensorFlow does not convert to `dtype`.
 */
export function hostTensor(value: HostValue, dtype: DType): Tensor {
  return storedTensor(convertHostValue(value, dtype), value.shape, dtype);
}

/** The elements as the storage of a dtype takes them. */
export type StoredValues = Float32Array | Int32Array | readonly string[] | readonly boolean[];

/** The elements of a value, converted to `dtype`: the part of `hostTensor` that needs no backend, with its errors. */
export function convertHostValue(value: HostValue, dtype: DType): StoredValues {
  const info = dtypeInfo(dtype) as DTypeInfo; // `dtype` is one of the table
  const { kind } = dtypeInfo(value.dtype) as DTypeInfo; // `readHostValue` gives one of the table
  if (kind === 'string' ? info.kind !== 'string' : info.kind === 'string' || (info.kind === 'bool' && kind !== 'bool')) {
    throw conversionError(value, dtype);
  }
  if (value.dtype === dtype && (value.values instanceof Float32Array || value.values instanceof Int32Array)) return value.values.slice();
  if (info.kind === 'string' || info.kind === 'bool') return Array.from(value.values) as string[] | boolean[]; // of that kind
  return info.kind === 'integer' ? convertIntegers(value, info) : convertFloats(value, info);
}

/** The tensor of converted elements, owned by the caller. */
export function storedTensor(values: StoredValues, shape: readonly number[], dtype: DType): Tensor {
  const { storage } = dtypeInfo(dtype) as DTypeInfo; // `dtype` is one of the table
  if (storage !== 'complex64') return tensor(values as Float32Array, [...shape], storage); // or what the storage takes
  return tidy(() => {
    const real = tensor(values as Float32Array, [...shape], 'float32');
    return complex(real, zerosLike(real));
  });
}

function convertIntegers(value: HostValue, info: DTypeInfo): Int32Array {
  return Int32Array.from(value.values, (element) => {
    const number = Number(element);
    if (!Number.isInteger(number)) throw conversionError(value, info.name);
    checkRange(number, info);
    return number;
  });
}

function convertFloats(value: HostValue, info: DTypeInfo): Float32Array {
  return Float32Array.from(value.values, (element) => {
    const number = info.kind === 'floating' ? roundToDType(Number(element), info.name as FloatDType) : Number(element); // of that kind
    // What the dtype holds as infinity is one in TensorFlow, too; what only the storage cannot hold is an error.
    if (!info.exact && Number.isFinite(number) && !Number.isFinite(Math.fround(number))) checkRange(number, info);
    return number;
  });
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
  let level: unknown = value;
  for (; Array.isArray(level); level = level[0]) shape.push(level.length);
  const row = readTypedArray(level);
  if (row !== undefined) shape.push(...row.shape);
  const flat: (number | bigint | boolean | string)[] = [];
  let dtype: DType | undefined;
  const take = (found: DType): void => {
    if (dtype !== undefined && dtype !== found) {
      throw new BadInitialValueError(`Failed to convert elements of an array to a Tensor: it mixes ${dtype} and ${found}.`);
    }
    dtype = found;
  };
  const walk = (entry: unknown, depth: number): void => {
    const scalar = scalarDtype(entry);
    const typed = readTypedArray(entry);
    if (typed !== undefined && depth === shape.length - 1 && typed.shape[0] === shape[depth]) {
      take(typed.dtype);
      for (let i = 0; i < typed.values.length; i++) flat.push(typed.values[i] as number); // any scalar does
    } else if (Array.isArray(entry) && depth < shape.length && entry.length === shape[depth]) {
      for (const inner of entry) walk(inner, depth + 1);
    } else if (scalar !== undefined && depth === shape.length) {
      take(scalar);
      flat.push(entry as number); // any scalar does
    } else {
      throw scalar !== undefined || typed !== undefined || Array.isArray(entry) ? ragged(shape) : unsupported(entry);
    }
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
  const text = Object.prototype.toString.call(value); // objects without a prototype have no text of their own
  return new BadInitialValueError(`Attempt to convert a value (${text}) with an unsupported type (${typeof value}) to a Tensor.`);
}

function conversionError(value: HostValue, dtype: DType): ArgumentTypeError {
  return new ArgumentTypeError(`Expected ${dtype}, but got a value of type ${value.dtype}.`, {
    expected: dtype,
    found: value.dtype,
  });
}
