/** A WebAssembly module whose one import is a memory. */
export interface WasmSource {
  readonly base64: string;
  /** Where the limits of the memory stand, in five bytes. */
  readonly limits: number;
}

/** Limits: whether there is a maximum (1) and the memory is shared (2); the minimum; the maximum. */
const SHARED_LIMITS = [3, 0x00, 0x80, 0x80, 0x04]; // none, and 65536 pages
const OWN_LIMITS = [0, 0x80, 0x80, 0x80, 0x00]; // none, in as many bytes

/** Compiles `source` for a memory that is shared between threads or not; `null` where SIMD is missing. */
export function compileWasm(source: WasmSource, isShared: boolean): WebAssembly.Module | null {
  const bytes = Uint8Array.from(atob(source.base64), (character) => character.charCodeAt(0));
  bytes.set(isShared ? SHARED_LIMITS : OWN_LIMITS, source.limits);
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    return null;
  }
}
