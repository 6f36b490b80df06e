import { util, type backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { CONVOLUTION_MODULE } from '../convolution-module.generated.js';
import { describeWindows } from './describe-windows.js';
import { instantiateKernels } from './instantiate-kernels.js';
import { makeTensor } from './make-tensor.js';
import { addressOf, type WasmBackend } from './wasm-backend.js';
import { withScratch } from './with-scratch.js';

/** The functions of `as/convolution.ts`; addresses and sizes in bytes. */
interface Convolution {
  setWindows(...windows: readonly number[]): void;
  filterGradient(x: number, dy: number, dFilter: number, outChannels: number, scratch: number): void;
  inputGradient(dy: number, filter: number, dx: number, bytes: number, outChannels: number, scratch: number): void;
}

/** How many windows the kernels lay out at a time. */
const TOGETHER = 64;

type ConvolutionInfo = backend_util.Conv2DInfo | backend_util.Conv3DInfo;

/** The gradient of the filter of a convolution of images or volumes. */
export function convolutionFilterGradient(
  backend: WasmBackend, info: ConvolutionInfo, x: TensorInfo, dy: TensorInfo,
): TensorInfo {
  const kernels = instantiateKernels<Convolution>(backend, CONVOLUTION_MODULE);
  return makeTensor(backend, info.filterShape, 'float32', (dFilter) => {
    withScratch(backend, TOGETHER * patchSize(info), (scratch) => {
      kernels.setWindows(...describeWindows(info));
      kernels.filterGradient(addressOf(backend, x), addressOf(backend, dy), dFilter, info.outChannels, scratch);
    });
  });
}

/** The gradient of the input of a convolution of images or volumes. */
export function convolutionInputGradient(
  backend: WasmBackend, info: ConvolutionInfo, dy: TensorInfo, filter: TensorInfo,
): TensorInfo {
  const kernels = instantiateKernels<Convolution>(backend, CONVOLUTION_MODULE);
  return makeTensor(backend, info.inShape, 'float32', (dx) => {
    withScratch(backend, (TOGETHER + info.outChannels) * patchSize(info), (scratch) => {
      const bytes = 4 * util.sizeFromShape(info.inShape);
      kernels.setWindows(...describeWindows(info));
      kernels.inputGradient(addressOf(backend, dy), addressOf(backend, filter), dx, bytes, info.outChannels, scratch);
    });
  });
}

/** Elements that a window reads. */
function patchSize(info: ConvolutionInfo): number {
  return util.sizeFromShape(info.filterShape) / info.outChannels;
}
