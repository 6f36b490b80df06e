import {
  backend_util, MaxPool3DGrad, type KernelConfig, type MaxPool3DGradAttrs, type MaxPool3DGradInputs,
} from '@tensorflow/tfjs-core';
import { defineKernel } from './define-kernel.js';
import { maxPoolGradient } from './pools.js';

/** The gradient of `maxPool3d`, which tfjs's kernel gets wrong as it does that of `maxPool`. */
export const maxPool3dGrad: KernelConfig = defineKernel<MaxPool3DGradInputs, MaxPool3DGradAttrs>(
  MaxPool3DGrad,
  ({ inputs: { dy, input }, attrs: { filterSize, strides, pad, dimRoundingMode }, backend }) => {
    // five dimensions, as the op has checked
    const shape = input.shape as [number, number, number, number, number];
    const info = backend_util.computePool3DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    return maxPoolGradient(backend, info, input, dy);
  },
);
