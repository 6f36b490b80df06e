import { mul, sign, type Tensor } from '@tensorflow/tfjs-core';

/**
 * |value|, a new tensor. As in TensorFlow its gradient at 0 is 0; that of tfjs's `abs` is -1, which would push away
 * weights that were initialized with zeros.
 */
export function absoluteValue(value: Tensor): Tensor {
  return mul(value, sign(value));
}
