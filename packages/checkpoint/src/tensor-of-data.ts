import { complex, tensor, tidy, type Tensor } from '@tensorflow/tfjs-core';
import type { DTypeInfo, Shape, StoredDType, TensorData } from '@varscope/spec';
import { convertValues } from './convert-values.js';
import { storedValues, type NumericValues } from './stored-values.js';
import { allocateTensor } from './tensor-memory.js';

/**
 * The tensor of what a file has, in the storage of another dtype, owned by the caller.
 * @param info The dtype that the values are to have.
 * @param name Of the tensor, for errors.
 * @throws ValueRangeError when a number does not fit into the dtype, or its storage.
 */
export function tensorOfData(data: TensorData, dtype: StoredDType, shape: Shape, info: DTypeInfo, name: string): Tensor {
  if (!(data instanceof Uint8Array)) return tensor(data as Uint8Array[], [...shape], 'string');
  const values = storedValues(dtype, data) as NumericValues; // its data are not strings
  if (info.storage === 'complex64') return complexTensor(values, shape, info, name);
  const memory = allocateTensor(shape, info.storage as 'float32'); // or another that has numbers
  try {
    convertValues(values, memory.values(), info, name);
  } catch (error) {
    memory.release();
    throw error;
  }
  return memory.finish();
}

function complexTensor(values: NumericValues, shape: Shape, info: DTypeInfo, name: string): Tensor {
  const pairs = new Float32Array(values.length);
  convertValues(values, pairs, info, name);
  const part = (first: number): Float32Array => Float32Array.from({ length: pairs.length / 2 }, (_, i) => pairs[2 * i + first]!); // inside
  return tidy(() => complex(tensor(part(0), [...shape]), tensor(part(1), [...shape])));
}
