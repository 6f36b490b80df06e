/** The URL of each file of `@tensorflow/tfjs-backend-wasm` that may be loaded. */
export interface WasmFiles {
  readonly 'tfjs-backend-wasm.wasm': string;
  readonly 'tfjs-backend-wasm-simd.wasm': string;
  /** For more than one thread; where it is not given, there is one. */
  readonly 'tfjs-backend-wasm-threaded-simd.wasm'?: string;
}
