import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { makeTensor } from './make-tensor.js';
import { memoryOf, type WasmBackend } from './wasm-backend.js';

/** A new tensor of floats, which `write` fills where they lie. It is freed again if `write` throws. */
export function makeFloats(
  backend: WasmBackend, shape: readonly number[], write: (values: Float32Array) => void,
): TensorInfo {
  return makeTensor(backend, shape, 'float32', (address) =>
    write(new Float32Array(memoryOf(backend).buffer, address, util.sizeFromShape([...shape]))));
}
