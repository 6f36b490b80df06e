import { Acosh, add, div, mul, sqrt, sub, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';

/** The gradient of `acosh`; tfjs's loses digits near 1, where it subtracts 1 from the square. */
export const acoshGradient: GradConfig = {
  kernelName: Acosh,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => div(dy as Tensor, mul(sqrt(sub(x!, 1)), sqrt(add(x!, 1)))) }), // it has one output
};
