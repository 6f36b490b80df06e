import type { WasmFiles } from './wasm-files.js';

export { fetchWasmFile as readWasmFile } from './fetch-wasm-file.js';

/**
 * Where a development server finds the files: beside this package, in the same `node_modules`. Vite's bundles the
 * packages first, and then no longer resolves the name of a package in a URL.
 */
export function locateWasmFiles(): readonly WasmFiles[] {
  const plain = new URL('../../../@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm', import.meta.url);
  const simd = new URL('../../../@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm', import.meta.url);
  const threaded = new URL('../../../@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm', import.meta.url);
  return [{
    'tfjs-backend-wasm.wasm': plain.href,
    'tfjs-backend-wasm-simd.wasm': simd.href,
    'tfjs-backend-wasm-threaded-simd.wasm': threaded.href,
  }];
}
