import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { makeTensor } from './make-tensor.js';
import { addressOf, memoryOf, type WasmBackend } from './wasm-backend.js';

/** A tensor of elements of `x` that follow one another, from the element `first` on. */
export function copyBlock(backend: WasmBackend, x: TensorInfo, first: number, shape: readonly number[]): TensorInfo {
  return makeTensor(backend, shape, x.dtype, (address) => {
    const elementBytes = util.bytesPerElement(x.dtype);
    const from = addressOf(backend, x) + first * elementBytes;
    const bytes = util.sizeFromShape([...shape]) * elementBytes;
    new Uint8Array(memoryOf(backend).buffer).copyWithin(address, from, from + bytes);
  });
}
