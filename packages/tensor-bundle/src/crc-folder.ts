import { FOLD_CRC32C_MODULE } from './fold-crc32c-module.generated.js';

/** Bytes that are left after folding: the register has to pass over them. */
export const KEPT_BYTES: number = 209 * 16;

const PAGE_BYTES = 65536;
/** A block of zeros lies before the data. */
const DATA = 4096;
/** So much fits into the nearer caches of most processors. */
const PAGES = 5;

/** Shortens data whose CRC-32C is wanted: the kernel of ../as. */
export interface CrcFolder {
  /** Where the data are put. */
  readonly data: Uint8Array;
  /** Folds the first `length` bytes, `KEPT_BYTES` and 64 times a number: then only the last `KEPT_BYTES` of them count. */
  readonly fold: (length: number) => void;
}

// Compiled at the first use and kept: what it holds between uses is of no consequence.
let folder: CrcFolder | null | undefined;

/** The folder, or `null` where WebAssembly with SIMD is missing. */
export function crcFolder(): CrcFolder | null {
  return (folder ??= createFolder());
}

function createFolder(): CrcFolder | null {
  if (typeof WebAssembly === 'undefined') return null;
  try {
    const code = Uint8Array.from(atob(FOLD_CRC32C_MODULE), (character) => character.charCodeAt(0));
    const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } });
    const fold = exports['fold'] as (from: number, to: number) => void; // as ../as/fold-crc32c.ts has it
    return {
      data: new Uint8Array(memory.buffer, DATA, PAGES * PAGE_BYTES - DATA),
      fold: (length) => fold(DATA, DATA + length),
    };
  } catch (error) {
    // No SIMD, or a page whose policy forbids to compile.
    if (error instanceof WebAssembly.CompileError) return null;
    throw error;
  }
}
