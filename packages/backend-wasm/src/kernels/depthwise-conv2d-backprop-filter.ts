import {
  backend_util, DepthwiseConv2dNativeBackpropFilter, type DepthwiseConv2dNativeBackpropFilterAttrs,
  type DepthwiseConv2dNativeBackpropFilterInputs, type KernelConfig,
} from '@tensorflow/tfjs-core';
import { defineKernel } from './define-kernel.js';
import { depthwiseFilterGradient } from './depthwise-gradients.js';

type Inputs = DepthwiseConv2dNativeBackpropFilterInputs;
type Attributes = DepthwiseConv2dNativeBackpropFilterAttrs;

/** The gradient of the filter of `depthwiseConv2d`, which tfjs has no kernel for. */
export const depthwiseConv2dBackpropFilter: KernelConfig = defineKernel<Inputs, Attributes>(
  DepthwiseConv2dNativeBackpropFilter,
  ({ inputs: { x, dy }, attrs: { strides, dilations, pad, dimRoundingMode, filterShape }, backend }) => {
    // four dimensions, as the op has checked
    const shape = x.shape as [number, number, number, number];
    const info = backend_util.computeConv2DInfo(shape, filterShape, strides, dilations, pad, dimRoundingMode, true);
    return depthwiseFilterGradient(backend, info, x, dy);
  },
);
