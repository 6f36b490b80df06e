import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelCall } from './define-kernel.js';

/** Makes the kernel that takes the place of tfjs's own, which it may call by `present` with what it was called with. */
export function replaceKernel<Inputs, Attributes>(
  kernelName: string,
  compute: (call: KernelCall<Inputs, Attributes>, present: () => TensorInfo | TensorInfo[]) => TensorInfo | TensorInfo[],
): Replacement {
  return {
    kernelName,
    replace: (present) => ({
      ...present,
      // tfjs calls a kernel of this name and backend with these
      kernelFunc: (call) => compute(call as unknown as KernelCall<Inputs, Attributes>, () => present.kernelFunc(call)),
    }),
  };
}

/** What becomes of a kernel that tfjs has. */
export interface Replacement {
  readonly kernelName: string;
  readonly replace: (present: KernelConfig) => KernelConfig;
}
