export { initializeWasm, type WasmOptions } from './initialize-wasm.js';
export type { WasmFiles } from './wasm-files.js';
