import { engine } from '@tensorflow/tfjs-core';
import { numElements, WRITABLE_TENSORS, type MakeWritableTensor } from '@varscope/spec';
import { addressOf, memoryOf, type WasmBackend } from './kernels/wasm-backend.js';

/** A backend that offers them. */
interface OfferingBackend extends WasmBackend {
  [WRITABLE_TENSORS]?: MakeWritableTensor;
}

/** Lets initializers write their values straight into the memory of the wasm backend, which is running. */
export function offerWritableTensors(): void {
  const backend = engine().backend as OfferingBackend; // this package has just started it
  backend[WRITABLE_TENSORS] = (shape, dtype) => {
    const info = backend.makeOutput(shape, dtype);
    const memory = memoryOf(backend); // its buffer is a new one when it has grown
    const Elements = dtype === 'float32' ? Float32Array : Int32Array;
    return {
      tensor: engine().makeTensorFromTensorInfo(info),
      values: new Elements(memory.buffer, addressOf(backend, info), numElements(shape)),
      memory,
    };
  };
}
