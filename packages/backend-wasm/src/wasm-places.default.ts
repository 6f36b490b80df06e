import type { WasmFiles } from './wasm-files.js';

export { fetchWasmFile as readWasmFile } from './fetch-wasm-file.js';

const TFJS = '@tensorflow/tfjs-backend-wasm';

/**
 * Where the files may be, best first: where a bundler placed them, and, in a page without a build, beside the module
 * that its import map gives for tfjs's package.
 */
export function locateWasmFiles(): readonly WasmFiles[] {
  return [placedByBundler, besideTfjs].flatMap((locate) => {
    try {
      return locate();
    } catch {
      return []; // a script that is no module has no URL, and few pages have an import map
    }
  });
}

/** A bundler sees from these very expressions, written out, that the build needs the files. */
function placedByBundler(): readonly WasmFiles[] {
  const plain = new URL('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm', import.meta.url);
  const simd = new URL('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm', import.meta.url);
  const threaded = new URL('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm', import.meta.url);
  const here = import.meta.url; // by another name: no bundler changes what follows
  if (plain.href === new URL(`${TFJS}/dist/tfjs-backend-wasm.wasm`, here).href) return []; // none has seen it
  return [{
    'tfjs-backend-wasm.wasm': plain.href,
    'tfjs-backend-wasm-simd.wasm': simd.href,
    'tfjs-backend-wasm-threaded-simd.wasm': threaded.href,
  }];
}

function besideTfjs(): readonly WasmFiles[] {
  const module = import.meta.resolve(TFJS);
  const folder = module.includes('/dist/') ? '.' : './dist';
  return [{
    'tfjs-backend-wasm.wasm': new URL(`${folder}/tfjs-backend-wasm.wasm`, module).href,
    'tfjs-backend-wasm-simd.wasm': new URL(`${folder}/tfjs-backend-wasm-simd.wasm`, module).href,
    'tfjs-backend-wasm-threaded-simd.wasm': new URL(`${folder}/tfjs-backend-wasm-threaded-simd.wasm`, module).href,
  }];
}
