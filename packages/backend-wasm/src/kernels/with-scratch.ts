import { addressOf, type WasmBackend } from './wasm-backend.js';

/** Calls `use` with the address of room for `size` floats, which is freed afterwards, also when it throws. */
export function withScratch(backend: WasmBackend, size: number, use: (address: number) => void): void {
  const scratch = backend.makeOutput([size], 'float32');
  try {
    use(addressOf(backend, scratch));
  } finally {
    backend.disposeData(scratch.dataId);
  }
}
