import {
  AvgPool, AvgPool3D, AvgPool3DGrad, AvgPoolGrad, backend_util, engine, mul, slice, tensor, util, zeros, type AvgPool3DAttrs,
  type AvgPoolAttrs, type GradConfig, type Tensor,
} from '@tensorflow/tfjs-core';

/**
 * The gradients of average pools. A window that reaches beyond the image is the average of what lies in it, which tfjs's
 * forgets. Here the image is one with its padding, where no window reaches beyond, and the gradients of windows that
 * hold less than others weigh more.
 */
export const averagePoolGradients: readonly GradConfig[] = [
  {
    kernelName: AvgPool,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attrs) => {
      const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as AvgPoolAttrs; // those of this kernel
      const shape = x!.shape as [number, number, number, number]; // as the op has made it
      const info = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
      const axes = [
        axisOf(info.inHeight, info.outHeight, info.filterHeight, info.strideHeight, info.padInfo.top, info.padInfo.bottom),
        axisOf(info.inWidth, info.outWidth, info.filterWidth, info.strideWidth, info.padInfo.left, info.padInfo.right),
      ];
      return { x: () => gradientOf(AvgPoolGrad, x!, dy as Tensor, axes) }; // it has one output
    },
  },
  {
    kernelName: AvgPool3D,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attrs) => {
      const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as AvgPool3DAttrs; // those of this kernel
      const shape = x!.shape as [number, number, number, number, number]; // as the op has made it
      const info = backend_util.computePool3DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
      const axes = [
        axisOf(info.inDepth, info.outDepth, info.filterDepth, info.strideDepth, info.padInfo.front, info.padInfo.back),
        axisOf(info.inHeight, info.outHeight, info.filterHeight, info.strideHeight, info.padInfo.top, info.padInfo.bottom),
        axisOf(info.inWidth, info.outWidth, info.filterWidth, info.strideWidth, info.padInfo.left, info.padInfo.right),
      ];
      return { x: () => gradientOf(AvgPool3DGrad, x!, dy as Tensor, axes) }; // it has one output
    },
  },
];

/** How windows lie along one axis. */
interface PooledAxis {
  readonly window: number;
  readonly stride: number;
  readonly before: number;
  /** The length with all padding that a window reaches. */
  readonly padded: number;
  /** For every window its length over how much of it is image. */
  readonly weights: readonly number[];
}

/** Where the last window ends before the volume does, tfjs works out padding of less than nothing; there is none. */
function axisOf(length: number, windows: number, window: number, stride: number, front: number, back: number): PooledAxis {
  const [before, after] = [Math.max(0, front), Math.max(0, back)];
  const padded = Math.max(before + length + after, (windows - 1) * stride + window);
  const weights = Array.from({ length: windows }, (_, index) => {
    const start = index * stride - before;
    return window / (Math.min(start + window, length) - Math.max(start, 0));
  });
  return { window, stride, before, padded, weights };
}

function gradientOf(kernelName: string, x: Tensor, dy: Tensor, axes: readonly PooledAxis[]): Tensor {
  const attributes = { filterSize: axes.map(({ window }) => window), strides: axes.map(({ stride }) => stride), pad: 'valid' };
  const [batch, channels] = [x.shape[0], x.shape.at(-1)!];
  const padded = [batch, ...axes.map((axis) => axis.padded), channels];
  if (util.arraysEqual(padded, x.shape)) return engine().runKernel<Tensor>(kernelName, { dy, input: x }, attributes);
  const weights = axes.reduce<number[]>((all, axis) => all.flatMap((weight) => axis.weights.map((next) => weight * next)), [1]);
  const weighted = mul(dy, tensor(weights, [1, ...axes.map((axis) => axis.weights.length), 1]));
  const gradient = engine().runKernel<Tensor>(kernelName, { dy: weighted, input: zeros(padded) }, attributes);
  return slice(gradient, [0, ...axes.map(({ before }) => before), 0], x.shape);
}
