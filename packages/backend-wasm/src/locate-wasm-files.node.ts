import type { WasmFiles } from './wasm-files.js';

/** In Node tfjs finds the files itself, beside its own code. */
export function locateWasmFiles(): WasmFiles | null {
  return null;
}
