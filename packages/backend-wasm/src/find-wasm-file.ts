import { readWasmFile } from '#wasm-places';
import type { WasmFiles } from './wasm-files.js';

/** What became of the search for a file. */
export interface FoundWasmFile {
  /** Null where no place has it. */
  readonly file: { readonly url: string; readonly bytes: Uint8Array<ArrayBuffer> } | null;
  /** The places that do not have it, each with the reason. */
  readonly failures: readonly string[];
}

/** How every WebAssembly file begins: `\0asm`. */
const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/**
 * Looks for a file of WebAssembly, one place after the other. What a place gives is looked at: many servers answer with
 * the page of the application where there is no file.
 */
export async function findWasmFile(name: keyof WasmFiles, places: readonly WasmFiles[]): Promise<FoundWasmFile> {
  const failures: string[] = [];
  for (const { [name]: url } of places) {
    if (url === undefined) continue;
    try {
      const bytes = await readWasmFile(url);
      if (MAGIC.every((byte, index) => bytes[index] === byte)) return { file: { url, bytes }, failures };
      failures.push(`${url} (not WebAssembly)`);
    } catch (error) {
      failures.push(`${url} (${error instanceof Error ? error.message : String(error)})`);
    }
  }
  return { file: null, failures };
}
