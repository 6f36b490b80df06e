/** A WebAssembly module whose one import is a memory, one that is not shared. */
export interface WasmSource {
  readonly base64: string;
  /** Where the limits of the memory stand, in five bytes. */
  readonly limits: number;
}

/** Limits: that there is a maximum (1) and the memory is shared (2); the minimum, none; the maximum, 65536 pages. */
const SHARED_LIMITS = [3, 0x00, 0x80, 0x80, 0x04];

/** Compiles `source` for a memory that is shared between threads or not; `null` where SIMD is missing. */
export function compileWasm(source: WasmSource, isShared: boolean): WebAssembly.Module | null {
  const bytes = Uint8Array.from(atob(source.base64), (character) => character.charCodeAt(0));
  if (isShared) bytes.set(SHARED_LIMITS, source.limits);
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    return null;
  }
}
