export { initializeWasm, type WasmOptions } from './initialize-wasm.js';
export { registerGradients } from '#register-gradients';
export type { WasmFiles } from './wasm-files.js';
