import { getKernel, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.js';
import { conv2dBackpropInput } from './conv2d-backprop-input.js';
import { conv3dBackpropFilter } from './conv3d-backprop-filter.js';
import { conv3dBackpropInput } from './conv3d-backprop-input.js';
import { depthwiseConv2dBackpropFilter } from './depthwise-conv2d-backprop-filter.js';
import { depthwiseConv2dBackpropInput } from './depthwise-conv2d-backprop-input.js';
import { maxPool3dGrad } from './max-pool-3d-grad.js';
import { maxPool3d } from './max-pool-3d.js';
import { maxPoolGrad } from './max-pool-grad.js';
import { unsortedSegmentSum } from './unsorted-segment-sum.js';

const KERNELS: readonly KernelConfig[] = [
  conv2dBackpropFilter, conv2dBackpropInput, conv3dBackpropFilter, conv3dBackpropInput, depthwiseConv2dBackpropFilter,
  depthwiseConv2dBackpropInput, maxPool3d, maxPool3dGrad, maxPoolGrad, unsortedSegmentSum,
];

/** Marks the kernels that are registered here, in every copy of this package. */
const TRAINING = Symbol.for('varscope.backend-wasm.training');

/**
 * Registers the kernels that training needs and tfjs's wasm backend lacks or gets wrong, in place of its own. They serve
 * every backend that is made under that name afterwards; calling again, also in another copy of this package, does nothing.
 * tfjs-backend-wasm was loaded before.
 */
export function registerTrainingKernels(): void {
  for (const kernel of KERNELS) {
    const present = getKernel(kernel.kernelName, kernel.backendName) as KernelConfig | undefined; // tfjs may lack it
    if (present !== undefined) {
      if (TRAINING in present.kernelFunc) continue;
      unregisterKernel(kernel.kernelName, kernel.backendName);
    }
    const kernelFunc: KernelConfig['kernelFunc'] = (call) => kernel.kernelFunc(call);
    registerKernel({ ...kernel, kernelFunc: Object.assign(kernelFunc, { [TRAINING]: true }) });
  }
}
