import { compileWasm, type WasmSource } from './compile-wasm.js';
import type { WasmCall } from './random-fill.js';

/** Writes `steps` times 16 elements to the address `out`, from the key and counter of the first block. */
export type WasmKernel = (out: number, steps: number, state: Uint32Array) => void;

type Exports = Readonly<Record<string, (...parameters: number[]) => void>>;

// What is compiled for each memory: a cache, which changes no result.
const cache = new WeakMap<WebAssembly.Memory, Map<WasmSource, Exports | null>>();

/**
 * The kernel of ../as that `call` names, on `memory`; it is compiled at the first call. At the address `table` lie
 * the table of the call and 64 bytes for its use. `null` where WebAssembly with SIMD is missing.
 */
export function wasmKernel(call: WasmCall, memory: WebAssembly.Memory, table: number): WasmKernel | null {
  const kernel = compiled(call.source, memory)?.[call.name];
  if (kernel === undefined) return null;
  return (out, steps, state) => kernel(out, steps, ...state, ...call.parameters, table);
}

function compiled(source: WasmSource, memory: WebAssembly.Memory): Exports | null {
  const modules = cache.get(memory) ?? new Map<WasmSource, Exports | null>();
  cache.set(memory, modules);
  let exports = modules.get(source);
  if (exports === undefined) modules.set(source, (exports = instantiate(source, memory)));
  return exports;
}

function instantiate(source: WasmSource, memory: WebAssembly.Memory): Exports | null {
  const module = compileWasm(source, !(memory.buffer instanceof ArrayBuffer));
  if (module === null) return null;
  // All that the modules export are functions of numbers.
  return new WebAssembly.Instance(module, { env: { memory } }).exports as Exports;
}
