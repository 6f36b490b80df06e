import { cumsum, Cumsum, type CumsumAttrs, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';

/** The gradient of `cumsum`; tfjs's is transposed unless the axis is the last. */
export const cumulativeSumGradient: GradConfig = {
  kernelName: Cumsum,
  gradFunc: (dy, _, attrs) => {
    const { axis, exclusive, reverse } = attrs as unknown as CumsumAttrs; // those of this kernel
    return { x: () => cumsum(dy as Tensor, axis, exclusive, !reverse) }; // it has one output
  },
};
