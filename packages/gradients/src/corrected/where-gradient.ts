import { Select, zeros, zerosLike, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';
import { choose } from './choose.js';

/** The gradient of `where`: 0 for what was not chosen, also where the gradient is infinite; tfjs's gives NaN there. */
export const whereGradient: GradConfig = {
  kernelName: Select,
  inputsToSave: ['condition'],
  gradFunc: (gradient, [condition]) => {
    const dy = gradient as Tensor; // it has one output
    return {
      condition: () => zeros(condition!.shape),
      t: () => choose(condition!, dy, zerosLike(dy)),
      e: () => choose(condition!, zerosLike(dy), dy),
    };
  },
};
