import {
  backend_util, Conv2DBackpropFilter, type Conv2DBackpropFilterAttrs, type Conv2DBackpropFilterInputs, type KernelConfig,
} from '@tensorflow/tfjs-core';
import { convolutionFilterGradient } from './convolution-gradients.js';
import { defineKernel } from './define-kernel.js';

/** The gradient of the filter of `conv2d`, which tfjs has no kernel for. */
export const conv2dBackpropFilter: KernelConfig = defineKernel<Conv2DBackpropFilterInputs, Conv2DBackpropFilterAttrs>(
  Conv2DBackpropFilter,
  ({ inputs: { x, dy }, attrs: { strides, pad, dataFormat, dimRoundingMode, filterShape }, backend }) => {
    const format = backend_util.convertConv2DDataFormat(dataFormat);
    // four dimensions, as the op has checked
    const shape = x.shape as [number, number, number, number];
    const info = backend_util.computeConv2DInfo(shape, filterShape, strides, 1, pad, dimRoundingMode, false, format);
    return convolutionFilterGradient(backend, info, x, dy);
  },
);
