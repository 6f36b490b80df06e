import {
  backend_util, Conv3DBackpropInputV2, type Conv3DBackpropInputV2Attrs, type Conv3DBackpropInputV2Inputs,
  type KernelConfig,
} from '@tensorflow/tfjs-core';
import { convolutionInputGradient } from './convolution-gradients.js';
import { defineKernel } from './define-kernel.js';

/** The gradient of the input of `conv3d`, and `conv3dTranspose`: tfjs's kernel adds to whatever the memory held. */
export const conv3dBackpropInput: KernelConfig = defineKernel<Conv3DBackpropInputV2Inputs, Conv3DBackpropInputV2Attrs>(
  Conv3DBackpropInputV2,
  ({ inputs: { dy, filter }, attrs: { strides, pad, inputShape }, backend }) => {
    // five dimensions, as the op has checked
    const filterShape = filter.shape as [number, number, number, number, number];
    const info = backend_util.computeConv3DInfo(inputShape, filterShape, strides, 1, pad);
    return convolutionInputGradient(backend, info, dy, filter);
  },
);
