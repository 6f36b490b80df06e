import { backend, complex, tensor, tidy, type Tensor } from '@tensorflow/tfjs-core';
import {
  dtypeInfo,
  numElements,
  WRITABLE_TENSORS,
  type DType,
  type DTypeInfo,
  type MakeWritableTensor,
  type Shape,
} from '@varscope/spec';
import { ValueRangeError } from '@varscope/spec/errors';
import { allocateValues, type FillValues, type FloatValues, type InitialValues } from './initial-values.js';

/**
 * Makes a tensor of `shape` in the storage of `dtype`, owned by the caller, and has `fill` write its values: the one
 * place in which initializers get memory.
 * @throws ValueRangeError when the storage cannot hold a value.
 */
export function makeTensor(shape: Shape, dtype: DType, fill: FillValues): Tensor {
  return makeInPlace(shape, dtype, fill) ?? makeFromArray(shape, dtype, fill);
}

/** Writes into the memory of the backend, where its adapter offers that and the values are what it stores. */
function makeInPlace(shape: Shape, dtype: DType, fill: FillValues): Tensor | null {
  const make = (backend() as { [WRITABLE_TENSORS]?: MakeWritableTensor })[WRITABLE_TENSORS];
  if (make === undefined || !IN_PLACE.has(dtype)) return null;
  const made = make(shape, dtype === 'int32' ? 'int32' : 'float32');
  try {
    fill(made.values, made.memory);
  } catch (error) {
    made.tensor.dispose();
    throw error;
  }
  return made.tensor;
}

/** The dtypes whose arrays, as `allocateValues` has them, are those of their storage. */
const IN_PLACE: ReadonlySet<DType> = new Set<DType>(['float16', 'bfloat16', 'float32', 'int32']);

function makeFromArray(shape: Shape, dtype: DType, fill: FillValues): Tensor {
  const values = allocateValues(dtype, numElements(shape));
  fill(values);
  const info = dtypeInfo(dtype) as DTypeInfo; // every DType is in the table
  // The kind decides the array, as `allocateValues` has it.
  if (info.kind === 'complex') return makeComplexTensor(shape, values as FloatValues);
  const stored = info.kind === 'string' || info.kind === 'bool' ? values : toStorage(values as NumericValues, info);
  return tensor(stored as Stored, [...shape], info.storage as Exclude<typeof info.storage, 'complex64'>);
}

type NumericValues = Exclude<InitialValues, string[]>;
type Stored = Float32Array | Int32Array | Uint8Array | string[];

function toStorage(values: NumericValues, info: DTypeInfo): Float32Array | Int32Array {
  if (info.kind === 'floating') {
    return values instanceof Float32Array ? values : convert(values, new Float32Array(values.length), info);
  }
  return values instanceof Int32Array ? values : convert(values, new Int32Array(values.length), info);
}

function convert<Out extends Float32Array | Int32Array>(values: NumericValues, out: Out, info: DTypeInfo): Out {
  const min = info.min as number; // numbers have an order
  const max = info.max as number;
  for (let i = 0; i < out.length; i++) {
    const value = Number(values[i]);
    if ((value < min || value > max) && Number.isFinite(value)) {
      throw new ValueRangeError(`The value ${value} of a tensor of ${info.name} does not fit into its storage, ${info.storage}.`, {
        expected: `${min} … ${max}`,
        found: String(value),
      });
    }
    out[i] = value;
  }
  return out;
}

function makeComplexTensor(shape: Shape, pairs: FloatValues): Tensor {
  const part = (first: number): Float32Array => Float32Array.from({ length: pairs.length / 2 }, (_, i) => pairs[2 * i + first] as number);
  return tidy(() => complex(tensor(part(0), [...shape]), tensor(part(1), [...shape])));
}
