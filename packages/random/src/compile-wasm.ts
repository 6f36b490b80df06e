/** A WebAssembly module whose one import is a memory, which is shared between threads as the module stands. */
export interface WasmSource {
  readonly base64: string;
  /** Where the byte stands that tells whether the memory is shared. */
  readonly memoryFlags: number;
}

const HAS_MAXIMUM = 1; // without the flag "shared", which is 2

/** Compiles `source` for a memory that is shared or not; `null` where WebAssembly with SIMD is missing or refused. */
export function compileWasm(source: WasmSource, isShared: boolean): WebAssembly.Module | null {
  const bytes = Uint8Array.from(atob(source.base64), (character) => character.charCodeAt(0));
  if (!isShared) bytes[source.memoryFlags] = HAS_MAXIMUM;
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    return null;
  }
}
