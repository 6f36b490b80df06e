import {
  backend_util, batchToSpaceND, Conv2DBackpropFilter, Conv2DBackpropInput, engine, spaceToBatchND,
  type Conv2DAttrs, type GradConfig, type Tensor, type Tensor4D,
} from '@tensorflow/tfjs-core';

/**
 * The gradient of `conv2d`, dilated or not; tfjs refuses a dilated one. The places that one offset of a dilated window
 * reads lie `dilation` apart: moved beside each other, into images of their own, they make a plain convolution.
 */
export function dilatedConv2dGradient(plain: GradConfig): GradConfig {
  return {
    ...plain,
    gradFunc: (dy, saved, attrs) => {
      const attributes = attrs as unknown as Conv2DAttrs; // those of this kernel
      const isPlain = [attributes.dilations].flat().every((dilation) => dilation === 1);
      if (isPlain || attributes.dataFormat !== 'NHWC') return plain.gradFunc(dy, saved, attrs);
      const [x, filter] = saved as [Tensor4D, Tensor4D]; // as tfjs's own saves them
      return gradients(x, filter, dy as Tensor4D, attributes); // it has one output
    },
  };
}

function gradients(x: Tensor4D, filter: Tensor4D, dy: Tensor4D, attributes: Conv2DAttrs): Record<string, () => Tensor> {
  const { strides, pad, dilations, dimRoundingMode } = attributes;
  const info = backend_util.computeConv2DInfo(x.shape, filter.shape, strides, dilations, pad, dimRoundingMode);
  const blocks = [info.dilationHeight, info.dilationWidth];
  const { top, bottom, left, right } = info.padInfo;
  const missing = [
    missingTo(info.dilationHeight, info.inHeight + top + bottom), missingTo(info.dilationWidth, info.inWidth + left + right),
  ] as const;
  const padding = [[top, bottom + missing[0]], [left, right + missing[1]]];
  const plain = { strides: 1, pad: 'valid', dataFormat: 'NHWC' };
  const apartX = (): Tensor4D => spaceToBatchND(x, blocks, padding);
  const apartDy = (): Tensor4D => spaceToBatchND(dy, blocks, [[0, missing[0]], [0, missing[1]]]);
  return {
    x: () => {
      const [, height, width, channels] = apartX().shape;
      const inputShape = [x.shape[0] * info.dilationHeight * info.dilationWidth, height, width, channels];
      const apart = engine().runKernel<Tensor4D>(Conv2DBackpropInput, { dy: apartDy(), filter }, { ...plain, inputShape });
      return batchToSpaceND(apart, blocks, padding);
    },
    filter: () =>
      engine().runKernel<Tensor>(Conv2DBackpropFilter, { x: apartX(), dy: apartDy() }, { ...plain, filterShape: filter.shape }),
  };
}

/** What must be added to `size` to make it a multiple of `block`. */
function missingTo(block: number, size: number): number {
  return (block - (size % block)) % block;
}
