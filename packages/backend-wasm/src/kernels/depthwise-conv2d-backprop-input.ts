import {
  backend_util, DepthwiseConv2dNativeBackpropInput, type DepthwiseConv2dNativeBackpropInputAttrs,
  type DepthwiseConv2dNativeBackpropInputInputs, type KernelConfig,
} from '@tensorflow/tfjs-core';
import { defineKernel } from './define-kernel.js';
import { depthwiseInputGradient } from './depthwise-gradients.js';

type Inputs = DepthwiseConv2dNativeBackpropInputInputs;
type Attributes = DepthwiseConv2dNativeBackpropInputAttrs;

/** The gradient of the input of `depthwiseConv2d`, which tfjs has no kernel for. */
export const depthwiseConv2dBackpropInput: KernelConfig = defineKernel<Inputs, Attributes>(
  DepthwiseConv2dNativeBackpropInput,
  ({ inputs: { dy, filter }, attrs: { strides, dilations, pad, dimRoundingMode, inputShape }, backend }) => {
    // four dimensions, as the op has checked
    const filterShape = filter.shape as [number, number, number, number];
    const info = backend_util.computeConv2DInfo(inputShape, filterShape, strides, dilations, pad, dimRoundingMode, true);
    return depthwiseInputGradient(backend, info, dy, filter);
  },
);
