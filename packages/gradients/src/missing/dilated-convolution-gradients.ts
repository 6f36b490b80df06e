import {
  backend_util, batchToSpaceND, Conv2D, Conv2DBackpropFilter, Conv2DBackpropInput, Conv3D, Conv3DBackpropFilterV2, Conv3DBackpropInputV2,
  DepthwiseConv2dNative, DepthwiseConv2dNativeBackpropFilter, DepthwiseConv2dNativeBackpropInput, engine, reshape, spaceToBatchND, util,
  type Conv2DAttrs, type Conv3DAttrs, type DepthwiseConv2dNativeAttrs, type GradConfig, type Tensor,
} from '@tensorflow/tfjs-core';

/** The dilation along an axis of the image, its length and what it is padded by. */
type DilatedAxis = readonly [dilation: number, length: number, before: number, after: number];

/** The kernels of the gradients of a convolution, and how its windows lie. */
interface Convolution {
  readonly kernelOfX: string;
  readonly kernelOfFilter: string;
  readonly axesOf: (x: number[], filter: number[], attributes: unknown) => readonly DilatedAxis[];
}

const CONVOLUTIONS: Readonly<Record<string, Convolution>> = {
  [Conv2D]: { kernelOfX: Conv2DBackpropInput, kernelOfFilter: Conv2DBackpropFilter, axesOf: axesOfImage(false) },
  [DepthwiseConv2dNative]: {
    kernelOfX: DepthwiseConv2dNativeBackpropInput, kernelOfFilter: DepthwiseConv2dNativeBackpropFilter, axesOf: axesOfImage(true),
  },
  [Conv3D]: { kernelOfX: Conv3DBackpropInputV2, kernelOfFilter: Conv3DBackpropFilterV2, axesOf: axesOfVolume },
};

/**
 * The gradient of a convolution, dilated or not, from tfjs's own, which refuses dilated ones. The places that one offset of
 * a dilated window reads lie `dilation` apart: moved beside each other, into images of their own, they make a plain
 * convolution. `null` for what is no convolution.
 */
export function withDilations(plain: GradConfig): GradConfig | null {
  const convolution = CONVOLUTIONS[plain.kernelName];
  if (convolution === undefined) return null;
  return {
    ...plain,
    gradFunc: (dy, saved, attrs) => {
      const { dilations, dataFormat } = attrs as unknown as Conv2DAttrs; // the three have these
      const isPlain = [dilations].flat().every((dilation) => dilation === 1);
      if (isPlain || !['NHWC', 'NDHWC'].includes(dataFormat)) return plain.gradFunc(dy, saved, attrs);
      const [x, filter] = saved as [Tensor, Tensor]; // as tfjs's own saves them
      return gradients(convolution, x, filter, dy as Tensor, convolution.axesOf(x.shape, filter.shape, attrs)); // it has one output
    },
  };
}

function gradients(
  { kernelOfX, kernelOfFilter }: Convolution, x: Tensor, filter: Tensor, dy: Tensor, axes: readonly DilatedAxis[],
): Record<string, () => Tensor> {
  const ones = axes.map(() => 1);
  const plain = { strides: ones, dilations: ones, pad: 'valid', dataFormat: axes.length === 2 ? 'NHWC' : 'NDHWC' };
  const missing = axes.map(([dilation, length, before, after]) => missingTo(dilation, before + length + after));
  const axesOfX = axes.map(([dilation, , before, after], axis): Apart => [dilation, before, after + missing[axis]!]);
  const axesOfDy = axes.map(([dilation], axis): Apart => [dilation, 0, missing[axis]!]);
  const apartX = (): Tensor => axesOfX.reduce(takeApart, x);
  const apartDy = (): Tensor => axesOfDy.reduce(takeApart, dy);
  return {
    x: () => {
      const inputShape = apartX().shape;
      const apart = engine().runKernel<Tensor>(kernelOfX, { dy: apartDy(), filter }, { ...plain, inputShape });
      return axesOfX.reduceRight(putTogether, apart);
    },
    filter: () => engine().runKernel<Tensor>(kernelOfFilter, { x: apartX(), dy: apartDy() }, { ...plain, filterShape: filter.shape }),
  };
}

/** How an axis is taken apart: into how many images, padded by what. */
type Apart = readonly [images: number, before: number, after: number];

/** Axis by axis, as the shaders of tfjs take at most four dimensions. */
function takeApart(x: Tensor, [images, before, after]: Apart, index: number): Tensor {
  const apart = spaceToBatchND(reshape(x, aroundAxis(x.shape, index + 1)), [1, images], [[0, 0], [before, after]]);
  const length = (x.shape[index + 1]! + before + after) / images;
  return reshape(apart, x.shape.map((size, axis) => (axis === 0 ? size * images : axis === index + 1 ? length : size)));
}

function putTogether(x: Tensor, [images, before, after]: Apart, index: number): Tensor {
  const together = batchToSpaceND(reshape(x, aroundAxis(x.shape, index + 1)), [1, images], [[0, 0], [before, after]]);
  const length = x.shape[index + 1]! * images - before - after;
  return reshape(together, x.shape.map((size, axis) => (axis === 0 ? size / images : axis === index + 1 ? length : size)));
}

/** The images, what is before an axis of them, the axis, and what is behind it. */
function aroundAxis(shape: readonly number[], axis: number): [number, number, number, number] {
  return [shape[0]!, util.sizeFromShape(shape.slice(1, axis)), shape[axis]!, util.sizeFromShape(shape.slice(axis + 1))];
}

function axesOfImage(depthwise: boolean): Convolution['axesOf'] {
  return (x, filter, attributes) => {
    type Shape = [number, number, number, number];
    const { strides, pad, dilations, dimRoundingMode } = attributes as Conv2DAttrs | DepthwiseConv2dNativeAttrs; // those of its kernel
    const [xShape, filterShape] = [x as Shape, filter as Shape]; // as the op has made them
    const info = backend_util.computeConv2DInfo(xShape, filterShape, strides, dilations, pad, dimRoundingMode, depthwise);
    const { top, bottom, left, right } = info.padInfo;
    return [[info.dilationHeight, info.inHeight, top, bottom], [info.dilationWidth, info.inWidth, left, right]];
  };
}

function axesOfVolume(x: number[], filter: number[], attributes: unknown): readonly DilatedAxis[] {
  type Shape = [number, number, number, number, number];
  const { strides, pad, dilations } = attributes as Conv3DAttrs; // those of this kernel
  const info = backend_util.computeConv3DInfo(x as Shape, filter as Shape, strides, dilations, pad); // of this rank
  const { front, back, top, bottom, left, right } = info.padInfo;
  return [
    [info.dilationDepth, info.inDepth, front, back], [info.dilationHeight, info.inHeight, top, bottom],
    [info.dilationWidth, info.inWidth, left, right],
  ];
}

/** What must be added to `size` to make it a multiple of `block`. */
function missingTo(block: number, size: number): number {
  return (block - (size % block)) % block;
}
