import type { DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';

/** What tfjs 4.22's backend has beside its declared members; `wasm-backend.test.ts` holds it to it. */
export interface WasmBackend extends KernelBackend {
  readonly wasm: {
    /** The threaded build alone has it here. */
    readonly wasmMemory?: WebAssembly.Memory;
    readonly asm: Readonly<Record<string, unknown>>;
  };
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } };
  /** Allocates without writing. */
  makeOutput(shape: readonly number[], dtype: DataType): TensorInfo;
}

/** The memory that all tensors of the backend are in. Its buffer is a new one when it has grown. */
export function memoryOf({ wasm }: WasmBackend): WebAssembly.Memory {
  const memory = wasm.wasmMemory ?? Object.values(wasm.asm).find((value) => value instanceof WebAssembly.Memory);
  return memory as WebAssembly.Memory; // one of the two has it
}

/** Where the elements of a tensor begin in that memory. */
export function addressOf(backend: WasmBackend, { dataId }: TensorInfo): number {
  return backend.dataIdMap.get(dataId).memoryOffset;
}
