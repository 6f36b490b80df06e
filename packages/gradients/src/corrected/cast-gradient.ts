import { Cast, clone, zerosLike, type CastAttrs, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';

/** The gradient of `cast`: 0 for a cast to integers, which tfjs's passes on as though nothing had been cut off. */
export const castGradient: GradConfig = {
  kernelName: Cast,
  gradFunc: (dy, _, attrs) => {
    const { dtype } = attrs as unknown as CastAttrs; // those of this kernel
    return { x: () => (dtype === 'float32' || dtype === 'complex64' ? clone : zerosLike)(dy as Tensor) }; // it has one output
  },
};
