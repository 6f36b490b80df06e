import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, memoryOf, type WasmBackend } from './wasm-backend.js';

/** The floats of a tensor where they lie: a view that ends when the memory grows, so taken after what allocates. */
export function floatsOf(backend: WasmBackend, info: TensorInfo): Float32Array {
  return new Float32Array(memoryOf(backend).buffer, addressOf(backend, info), util.sizeFromShape(info.shape));
}
