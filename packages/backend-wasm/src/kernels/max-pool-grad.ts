import {
  backend_util, MaxPoolGrad, type KernelConfig, type MaxPoolGradAttrs, type MaxPoolGradInputs,
} from '@tensorflow/tfjs-core';
import { defineKernel } from './define-kernel.js';
import { maxPoolGradient } from './pools.js';

/** The gradient of `maxPool`. In tfjs's kernel nothing flows through a window whose largest number is 0 or less. */
export const maxPoolGrad: KernelConfig = defineKernel<MaxPoolGradInputs, MaxPoolGradAttrs>(
  MaxPoolGrad,
  ({ inputs: { dy, input }, attrs: { filterSize, strides, pad, dimRoundingMode }, backend }) => {
    // four dimensions, as the op has checked
    const shape = input.shape as [number, number, number, number];
    const info = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    return maxPoolGradient(backend, info, input, dy);
  },
);
