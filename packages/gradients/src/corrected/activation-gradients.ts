import {
  add, exp, greaterEqual, less, logicalAnd, greater, mul, neg, relu, sign, step, zerosLike, type GradConfig, type Tensor,
} from '@tensorflow/tfjs-core';
import { choose } from './choose.js';
import { sumTo } from './sum-to.js';

const SELU_SCALE = 1.0507009873554805;
const SELU_SCALE_ALPHA = 1.7580993408473768;

/**
 * Gradients that differ from tfjs's where the function bends: at 0, that of `abs` is 0 and that of `selu` the one from
 * above; that of `relu6` is 0 at 6. `prelu`, which TensorFlow has in Keras, is the difference of two `relu`.
 */
export const activationGradients: readonly GradConfig[] = [
  {
    kernelName: 'Abs',
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => mul(dy as Tensor, sign(x!)) }), // all of these have one output
  },
  {
    kernelName: 'Relu6',
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => choose(logicalAnd(greater(x!, 0), less(x!, 6)), dy as Tensor, zerosLike(dy as Tensor)) }),
  },
  {
    kernelName: 'Selu',
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({
      x: () => choose(greaterEqual(x!, 0), mul(dy as Tensor, SELU_SCALE), mul(dy as Tensor, mul(exp(x!), SELU_SCALE_ALPHA))),
    }),
  },
  {
    kernelName: 'Prelu',
    inputsToSave: ['x', 'alpha'],
    gradFunc: (dy, saved) => {
      const [x, alpha] = saved as [Tensor, Tensor]; // as named above
      return {
        x: () => mul(dy as Tensor, add(step(x), mul(alpha, step(neg(x))))),
        alpha: () => sumTo(alpha.shape, neg(mul(dy as Tensor, relu(neg(x))))),
      };
    },
  },
];
