import {
  backend_util, Conv2DBackpropInput, type Conv2DBackpropInputAttrs, type Conv2DBackpropInputInputs, type KernelConfig,
} from '@tensorflow/tfjs-core';
import { convolutionInputGradient } from './convolution-gradients.js';
import { defineKernel } from './define-kernel.js';

/** The gradient of the input of `conv2d`, and `conv2dTranspose`: tfjs's kernel for them has no SIMD. */
export const conv2dBackpropInput: KernelConfig = defineKernel<Conv2DBackpropInputInputs, Conv2DBackpropInputAttrs>(
  Conv2DBackpropInput,
  ({ inputs: { dy, filter }, attrs: { strides, pad, dataFormat, dimRoundingMode, inputShape }, backend }) => {
    const format = backend_util.convertConv2DDataFormat(dataFormat);
    // four dimensions, as the op has checked
    const filterShape = filter.shape as [number, number, number, number];
    const info = backend_util.computeConv2DInfo(inputShape, filterShape, strides, 1, pad, dimRoundingMode, false, format);
    return convolutionInputGradient(backend, info, dy, filter);
  },
);
