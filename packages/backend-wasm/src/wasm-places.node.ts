import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { fetchWasmFile } from './fetch-wasm-file.js';
import type { WasmFiles } from './wasm-files.js';

/** Where the files may be in Node: in tfjs's package, which is not there for a program that a bundler made. */
export function locateWasmFiles(): readonly WasmFiles[] {
  try {
    const manifest = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
    const locate = (name: keyof WasmFiles): string => new URL(`dist/${name}`, pathToFileURL(manifest)).href;
    return [{
      'tfjs-backend-wasm.wasm': locate('tfjs-backend-wasm.wasm'),
      'tfjs-backend-wasm-simd.wasm': locate('tfjs-backend-wasm-simd.wasm'),
      'tfjs-backend-wasm-threaded-simd.wasm': locate('tfjs-backend-wasm-threaded-simd.wasm'),
    }];
  } catch {
    return [];
  }
}

/** The bytes of a file, by its path or URL. Rejects with an `Error` that says why there are none. */
export async function readWasmFile(place: string): Promise<Uint8Array<ArrayBuffer>> {
  if (/^https?:/.test(place)) return fetchWasmFile(place);
  return new Uint8Array(await readFile(place.startsWith('file:') ? new URL(place) : place));
}
