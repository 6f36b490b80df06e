import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, type WasmBackend } from './wasm-backend.js';

/** A new tensor, which `write` fills at the address that it is given. It is freed again if `write` throws. */
export function makeTensor(
  backend: WasmBackend, shape: readonly number[], dtype: DataType, write: (address: number) => void,
): TensorInfo {
  const info = backend.makeOutput(shape, dtype);
  try {
    write(addressOf(backend, info));
  } catch (error) {
    backend.disposeData(info.dataId);
    throw error;
  }
  return info;
}
