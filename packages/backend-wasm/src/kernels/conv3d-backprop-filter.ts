import {
  backend_util, Conv3DBackpropFilterV2, type Conv3DBackpropFilterV2Attrs, type Conv3DBackpropFilterV2Inputs,
  type KernelConfig,
} from '@tensorflow/tfjs-core';
import { convolutionFilterGradient } from './convolution-gradients.js';
import { defineKernel } from './define-kernel.js';

/** The gradient of the filter of `conv3d`. */
export const conv3dBackpropFilter: KernelConfig = defineKernel<Conv3DBackpropFilterV2Inputs, Conv3DBackpropFilterV2Attrs>(
  Conv3DBackpropFilterV2,
  ({ inputs: { x, dy }, attrs: { strides, pad, filterShape }, backend }) => {
    // five dimensions, as the op has checked
    const shape = x.shape as [number, number, number, number, number];
    return convolutionFilterGradient(backend, backend_util.computeConv3DInfo(shape, filterShape, strides, 1, pad), x, dy);
  },
);
