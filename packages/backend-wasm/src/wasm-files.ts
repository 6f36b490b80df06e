/** The URL of each file of `@tensorflow/tfjs-backend-wasm` that may be loaded: without SIMD, and with it. */
export interface WasmFiles {
  readonly 'tfjs-backend-wasm.wasm': string;
  readonly 'tfjs-backend-wasm-simd.wasm': string;
}
