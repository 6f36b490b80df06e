/** The URL of each file of `@tensorflow/tfjs-backend-wasm`; tfjs loads the one that the machine can run. */
export interface WasmFiles {
  readonly 'tfjs-backend-wasm.wasm': string;
  readonly 'tfjs-backend-wasm-simd.wasm': string;
  readonly 'tfjs-backend-wasm-threaded-simd.wasm': string;
}
