import {
  backend_util, MaxPool3D, type KernelConfig, type MaxPool3DAttrs, type MaxPool3DInputs,
} from '@tensorflow/tfjs-core';
import { defineKernel } from './define-kernel.js';
import { maxPool } from './pools.js';

/** `maxPool3d`. tfjs's kernel gives 0 for a window whose largest number is 0 or less. */
export const maxPool3d: KernelConfig = defineKernel<MaxPool3DInputs, MaxPool3DAttrs>(
  MaxPool3D,
  ({ inputs: { x }, attrs: { filterSize, strides, pad, dimRoundingMode, dataFormat }, backend }) => {
    // five dimensions, as the op has checked
    const shape = x.shape as [number, number, number, number, number];
    return maxPool(backend, backend_util.computePool3DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode, dataFormat), x);
  },
);
