import { Acosh, div, sinh, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';

/** The gradient of `acosh` from its value; tfjs's loses digits near 1, where it subtracts equal numbers. */
export const acoshGradient: GradConfig = {
  kernelName: Acosh,
  outputsToSave: [true],
  gradFunc: (dy, [y]) => ({ x: () => div(dy as Tensor, sinh(y!)) }), // it has one output
};
