import { util, type backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { DEPTHWISE_MODULE } from '../depthwise-module.generated.js';
import { describeWindows } from './describe-windows.js';
import { instantiateKernels } from './instantiate-kernels.js';
import { makeTensor } from './make-tensor.js';
import { addressOf, type WasmBackend } from './wasm-backend.js';

/** The functions of `as/depthwise.ts`; addresses and sizes in bytes. */
interface Depthwise {
  setWindows(...windows: readonly number[]): void;
  filterGradient(x: number, dy: number, dFilter: number, multiplier: number): void;
  inputGradient(dy: number, filter: number, dx: number, bytes: number, multiplier: number): void;
}

/** The gradient of the filter of a depthwise convolution. */
export function depthwiseFilterGradient(
  backend: WasmBackend, info: backend_util.Conv2DInfo, x: TensorInfo, dy: TensorInfo,
): TensorInfo {
  const kernels = instantiateKernels<Depthwise>(backend, DEPTHWISE_MODULE);
  return makeTensor(backend, info.filterShape, 'float32', (dFilter) => {
    kernels.setWindows(...describeWindows(info));
    kernels.filterGradient(addressOf(backend, x), addressOf(backend, dy), dFilter, info.outChannels / info.inChannels);
  });
}

/** The gradient of the input of a depthwise convolution. */
export function depthwiseInputGradient(
  backend: WasmBackend, info: backend_util.Conv2DInfo, dy: TensorInfo, filter: TensorInfo,
): TensorInfo {
  const kernels = instantiateKernels<Depthwise>(backend, DEPTHWISE_MODULE);
  return makeTensor(backend, info.inShape, 'float32', (dx) => {
    const bytes = 4 * util.sizeFromShape(info.inShape);
    const multiplier = info.outChannels / info.inChannels;
    kernels.setWindows(...describeWindows(info));
    kernels.inputGradient(addressOf(backend, dy), addressOf(backend, filter), dx, bytes, multiplier);
  });
}
