import { backend, tensor, type Tensor } from '@tensorflow/tfjs-core';
import { numElements, WRITABLE_TENSORS, type MakeWritableTensor, type Shape } from '@varscope/spec';
import type { StorageArray } from './convert-values.js';

/** Memory for a value, and the tensor that it becomes. */
export interface TensorMemory {
  /** The elements where they lie now: memory of WebAssembly gets another buffer when it grows, and this one then has none. */
  values(): StorageArray;
  /** The tensor of what was written, owned by the caller; the memory is its own from then on. */
  finish(): Tensor;
  /** Frees the memory. */
  release(): void;
}

/** Memory in which a backend keeps numbers: its own, where its adapter offers that, else an array that tfjs takes over. */
export function allocateTensor(shape: Shape, storage: 'float32' | 'int32' | 'bool'): TensorMemory {
  const make = (backend() as { [WRITABLE_TENSORS]?: MakeWritableTensor })[WRITABLE_TENSORS];
  return make === undefined || storage === 'bool' ? inArray(shape, storage) : inPlace(make, shape, storage);
}

const ARRAYS = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

function inArray(shape: Shape, storage: keyof typeof ARRAYS): TensorMemory {
  const values = new ARRAYS[storage](numElements(shape));
  return {
    values: () => values,
    finish: () => tensor(values, [...shape], storage),
    release: () => undefined,
  };
}

function inPlace(make: MakeWritableTensor, shape: Shape, storage: 'float32' | 'int32'): TensorMemory {
  const { tensor: made, values, memory } = make(shape, storage);
  const { byteOffset, length } = values; // which a buffer that has grown away would not tell
  return {
    values: () => new ARRAYS[storage](memory.buffer, byteOffset, length),
    finish: () => made,
    release: () => made.dispose(),
  };
}
