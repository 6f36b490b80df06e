import { util, type backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { POOL_MODULE } from '../pool-module.generated.js';
import { describeWindows } from './describe-windows.js';
import { instantiateKernels } from './instantiate-kernels.js';
import { makeTensor } from './make-tensor.js';
import { addressOf, type WasmBackend } from './wasm-backend.js';

/** The functions of `as/pool.ts`; addresses and sizes in bytes. */
interface Pool {
  setWindows(...windows: readonly number[]): void;
  maxPool(x: number, y: number): void;
  maxPoolGradient(x: number, dy: number, dx: number, bytes: number): void;
}

type PoolInfo = backend_util.Conv2DInfo | backend_util.Conv3DInfo;

/** The largest numbers of the windows of `x`, which are floats. */
export function maxPool(backend: WasmBackend, info: PoolInfo, x: TensorInfo): TensorInfo {
  const kernels = instantiateKernels<Pool>(backend, POOL_MODULE);
  return makeTensor(backend, info.outShape, 'float32', (y) => {
    kernels.setWindows(...describeWindows(info));
    kernels.maxPool(addressOf(backend, x), y);
  });
}

/** The gradient of `maxPool`. */
export function maxPoolGradient(backend: WasmBackend, info: PoolInfo, x: TensorInfo, dy: TensorInfo): TensorInfo {
  const kernels = instantiateKernels<Pool>(backend, POOL_MODULE);
  return makeTensor(backend, x.shape, 'float32', (dx) => {
    kernels.setWindows(...describeWindows(info));
    kernels.maxPoolGradient(addressOf(backend, x), addressOf(backend, dy), dx, 4 * util.sizeFromShape(x.shape));
  });
}
