import {
  AvgPool3D, backend_util, Conv3D, slice, type AvgPool3DAttrs, type AvgPool3DInputs, type Conv3DAttrs, type Conv3DInputs,
  type Tensor, type TensorInfo,
} from '@tensorflow/tfjs-core';
import { replaceKernel, type Replacement } from './replace-kernel.js';

type Volume = [number, number, number, number, number];

/** `conv3d`, right also where strides are larger than the filter. */
const conv3d = replaceKernel<Conv3DInputs, Conv3DAttrs>(Conv3D, ({ inputs: { x, filter }, attrs }, present) => {
  // five dimensions each, as the op has checked
  const [shape, filterShape] = [x.shape as Volume, filter.shape as Volume];
  const info = backend_util.computeConv3DInfo(shape, filterShape, attrs.strides, attrs.dilations, attrs.pad);
  return withReached(info, x, present, (reached) => present({ inputs: { x: reached, filter } }));
});

/** `avgPool3d`, likewise. */
const avgPool3d = replaceKernel<AvgPool3DInputs, AvgPool3DAttrs>(AvgPool3D, ({ inputs: { x }, attrs }, present) => {
  const { filterSize, strides, pad, dimRoundingMode, dataFormat } = attrs;
  const info = backend_util.computePool3DInfo(x.shape as Volume, filterSize, strides, 1, pad, dimRoundingMode, dataFormat);
  return withReached(info, x, present, (reached) => present({ inputs: { x: reached } }));
});

/**
 * Ops of volumes whose `'same'` windows leave out what is behind the last of them, as filters of 1 × 1 × 1 two apart.
 * tfjs, on all of its backends, takes that for padding of less than nothing, and begins with another element.
 */
export const reachedVolume: readonly Replacement[] = [conv3d, avgPool3d];

type Result = TensorInfo | TensorInfo[];

function withReached(
  info: backend_util.Conv3DInfo, x: TensorInfo, present: () => Result, compute: (reached: TensorInfo) => Result,
): Result {
  const { front, top, left } = info.padInfo;
  if (Math.min(front, top, left) >= 0) return present();
  const size = [
    info.batchSize,
    Math.min(info.inDepth, (info.outDepth - 1) * info.strideDepth + info.effectiveFilterDepth),
    Math.min(info.inHeight, (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight),
    Math.min(info.inWidth, (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth),
    info.inChannels,
  ];
  const reached = slice(x as Tensor, [0, 0, 0, 0, 0], size); // what the op is called with
  try {
    return compute(reached);
  } finally {
    reached.dispose();
  }
}
