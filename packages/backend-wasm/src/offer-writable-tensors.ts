import { engine, type KernelBackend, type TensorInfo } from '@tensorflow/tfjs-core';
import { numElements, WRITABLE_TENSORS, type MakeWritableTensor } from '@varscope/spec';

/** What tfjs 4.22's backend has beside its declared members; `offer-writable-tensors.test.ts` holds it to it. */
interface WasmBackend extends KernelBackend {
  readonly wasm: {
    /** The threaded build alone has it here. */
    readonly wasmMemory?: WebAssembly.Memory;
    readonly asm: Readonly<Record<string, unknown>>;
  };
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } };
  /** Allocates without writing. */
  makeOutput(shape: readonly number[], dtype: string): TensorInfo;
  [WRITABLE_TENSORS]?: MakeWritableTensor;
}

/** Lets initializers write their values straight into the memory of the wasm backend, which is running. */
export function offerWritableTensors(): void {
  const backend = engine().backend as WasmBackend; // this package has just started it
  backend[WRITABLE_TENSORS] = (shape, dtype) => {
    const info = backend.makeOutput(shape, dtype);
    const memory = memoryOf(backend); // its buffer is a new one when it has grown
    const { memoryOffset } = backend.dataIdMap.get(info.dataId);
    const Elements = dtype === 'float32' ? Float32Array : Int32Array;
    return {
      tensor: engine().makeTensorFromTensorInfo(info),
      values: new Elements(memory.buffer, memoryOffset, numElements(shape)),
      memory,
    };
  };
}

function memoryOf({ wasm }: WasmBackend): WebAssembly.Memory {
  const memory = wasm.wasmMemory ?? Object.values(wasm.asm).find((value) => value instanceof WebAssembly.Memory);
  return memory as WebAssembly.Memory; // one of the two has it
}
