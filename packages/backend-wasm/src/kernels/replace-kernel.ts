import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelCall } from './define-kernel.js';

/** What becomes of a kernel that tfjs has. */
export interface Replacement {
  readonly kernelName: string;
  readonly replace: (present: KernelConfig) => KernelConfig;
}

/** tfjs's own kernel, called with what the new one was called with, but for what is changed. */
type Present = (changed?: object) => TensorInfo | TensorInfo[];

/** Makes the kernel that takes the place of tfjs's own, which it may call by `present`. */
export function replaceKernel<Inputs, Attributes>(
  kernelName: string,
  compute: (call: KernelCall<Inputs, Attributes>, present: Present) => TensorInfo | TensorInfo[],
): Replacement {
  return {
    kernelName,
    replace: (present) => ({
      ...present,
      kernelFunc: (call) =>
        // tfjs calls a kernel of this name and backend with these
        compute(call as unknown as KernelCall<Inputs, Attributes>, (changed) => present.kernelFunc({ ...call, ...changed })),
    }),
  };
}
