import type { WasmFiles } from './wasm-files.js';

/** Where a bundler places the files. It sees from these very expressions, written out, that the build needs them. */
export function locateWasmFiles(): WasmFiles | null {
  const plain = new URL('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm', import.meta.url);
  const simd = new URL('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm', import.meta.url);
  return { 'tfjs-backend-wasm.wasm': plain.href, 'tfjs-backend-wasm-simd.wasm': simd.href };
}
