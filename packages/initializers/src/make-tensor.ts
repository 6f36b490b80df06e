import { complex, tensor, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { dtypeInfo, numElements, type DType, type DTypeInfo, type Shape } from '@varscope/spec';
import { ValueRangeError } from '@varscope/spec/errors';
import { allocateValues, type FloatValues, type InitialValues } from './initial-values.js';

/**
 * Makes a tensor of `shape` in the storage of `dtype`, owned by the caller, and has `fill` write its values: the one
 * place in which initializers get memory.
 * @throws ValueRangeError when the storage cannot hold a value.
 */
export function makeTensor(shape: Shape, dtype: DType, fill: (out: InitialValues) => void): Tensor {
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
