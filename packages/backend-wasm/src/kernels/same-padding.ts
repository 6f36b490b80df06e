import {
  backend_util, Conv2D, DepthwiseConv2dNative, FusedConv2D, FusedDepthwiseConv2D, type Conv2DAttrs, type Conv2DInputs,
} from '@tensorflow/tfjs-core';
import { replaceKernel, type Replacement } from './replace-kernel.js';

const CONVOLUTIONS = [Conv2D, FusedConv2D, DepthwiseConv2dNative, FusedDepthwiseConv2D];

/**
 * Convolutions whose `'same'` windows reach over the edge of an image along one axis, and along the other leave some of it
 * out, as windows of 1 × 3 three apart. The library that tfjs's kernels call gives 0 there; told how far they reach, it is right.
 */
export const samePadding: readonly Replacement[] = CONVOLUTIONS.map((kernelName) =>
  replaceKernel<Conv2DInputs, Conv2DAttrs>(kernelName, ({ inputs: { x, filter }, attrs }, present) => {
    if (attrs.pad !== 'same') return present();
    // four dimensions, as the op has checked
    const [shape, filterShape] = [x.shape, filter.shape] as [number, number, number, number][];
    const info = backend_util.computeConv2DInfo(shape!, filterShape!, attrs.strides, attrs.dilations, 'same');
    const reaches = [
      (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight - info.inHeight,
      (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth - info.inWidth,
    ];
    if (Math.min(...reaches) >= 0 || Math.max(...reaches) <= 0) return present();
    const { top, bottom, left, right } = info.padInfo;
    return present({ attrs: { ...attrs, pad: [[0, 0], [top, bottom], [left, right], [0, 0]] } });
  }));
