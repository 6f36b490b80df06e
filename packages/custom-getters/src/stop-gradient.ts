import { clone, customGrad, type Tensor } from '@tensorflow/tfjs-core';

/**
 * The value as a new tensor that gradients do not pass: TensorFlow's `tf.stop_gradient`, which tfjs lacks. A custom
 * gradient without inputs is on no path of the tape, and inside of it nothing is recorded.
 */
export function stopGradient(value: Tensor): Tensor {
  return customGrad(() => ({ value: clone(value), gradFunc: () => [] }))();
}
