import { compileWasm, type WasmSource } from './compile-wasm.js';

/** Elements that a kernel writes at a time: those of four blocks. */
export const WASM_STEP = 16;

/**
 * A kernel of ../as: writes `steps` times 16 elements to the address `out`, from the key and the counter of the first
 * block and three parameters of its own. At the address `table` lie `LOGARITHM_TABLE` and 64 bytes for its use.
 */
export type WasmKernel = (
  out: number, steps: number,
  key0: number, key1: number, counter0: number, counter1: number, counter2: number, counter3: number,
  parameter0: number, parameter1: number, parameter2: number,
  table: number,
) => void;

/** The kernels of one module, by name. */
export type WasmKernels = Readonly<Record<string, WasmKernel>>;

// What is compiled for each memory: a cache, which changes no result.
const cache = new WeakMap<WebAssembly.Memory, Map<WasmSource, WasmKernels | null>>();

/** The kernels of `source` on `memory`, compiled at the first call; `null` where WebAssembly with SIMD is missing. */
export function wasmKernels(source: WasmSource, memory: WebAssembly.Memory): WasmKernels | null {
  const compiled = cache.get(memory) ?? new Map<WasmSource, WasmKernels | null>();
  cache.set(memory, compiled);
  let kernels = compiled.get(source);
  if (kernels === undefined) compiled.set(source, (kernels = instantiate(source, memory)));
  return kernels;
}

function instantiate(source: WasmSource, memory: WebAssembly.Memory): WasmKernels | null {
  const module = compileWasm(source, !(memory.buffer instanceof ArrayBuffer));
  if (module === null) return null;
  // Every export has this signature, some with fewer parameters: see ../as/uniform.ts and ../as/normal.ts.
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as WasmKernels;
}
