export { initializeWasm } from './initialize-wasm.js';
export type { WasmOptions } from './start-wasm.js';
export type { WasmFiles } from './wasm-files.js';
