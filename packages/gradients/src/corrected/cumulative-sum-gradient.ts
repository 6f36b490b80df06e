import { cumsum, Cumsum, reverse as flip, type CumsumAttrs, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';

/** The gradient of `cumsum`; tfjs's is transposed unless the axis is the last. */
export const cumulativeSumGradient: GradConfig = {
  kernelName: Cumsum,
  gradFunc: (gradient, _, attrs) => {
    const { axis, exclusive, reverse } = attrs as unknown as CumsumAttrs; // those of this kernel
    const dy = gradient as Tensor; // it has one output
    // `webgpu` sums backwards wrong along any axis but the last
    return { x: () => (reverse ? cumsum(dy, axis, exclusive) : flip(cumsum(flip(dy, axis), axis, exclusive), axis)) };
  },
};
