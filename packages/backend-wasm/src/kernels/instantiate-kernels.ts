import { env } from '@tensorflow/tfjs-core';
import { memoryOf, type WasmBackend } from './wasm-backend.js';

/** WebAssembly whose one import is a memory, one that is not shared, in two builds. */
export interface WasmSource {
  readonly simd: WasmCode;
  readonly scalar: WasmCode;
}

/** One build. */
export interface WasmCode {
  readonly base64: string;
  /** Where the limits of the memory stand, in five bytes. */
  readonly limits: number;
}

/** Limits: that there is a maximum (1) and the memory is shared (2); the minimum, none; the maximum, 65536 pages. */
const SHARED_LIMITS = [3, 0x00, 0x80, 0x80, 0x04];

/** On a backend: the instances that work in its memory, and go with it. */
const INSTANCES = Symbol('varscope.backend-wasm.instances');

/** A backend that was asked for kernels. */
interface EquippedBackend extends WasmBackend {
  [INSTANCES]?: Map<WasmSource, WebAssembly.Exports>;
}

/** The functions of `source`, working in the memory of `backend`: with SIMD if the backend has it. */
export function instantiateKernels<Kernels>(backend: WasmBackend, source: WasmSource): Kernels {
  const instances = ((backend as EquippedBackend)[INSTANCES] ??= new Map()); // adds what the type says
  let exports = instances.get(source);
  if (exports === undefined) {
    const code = env().getBool('WASM_HAS_SIMD_SUPPORT') ? source.simd : source.scalar;
    const memory = memoryOf(backend);
    exports = new WebAssembly.Instance(compile(code, isShared(memory)), { env: { memory } }).exports;
    instances.set(source, exports);
  }
  return exports as Kernels; // the caller names the functions of its source
}

function compile({ base64, limits }: WasmCode, isShared: boolean): WebAssembly.Module {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  if (isShared) bytes.set(SHARED_LIMITS, limits);
  return new WebAssembly.Module(bytes);
}

function isShared({ buffer }: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer;
}
