import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentTypeError } from '@varscope/spec/errors';

/** @throws ArgumentTypeError when the weights are not floats: a scale such as 0.5 is no integer. */
export function requireFloatWeights(weights: Tensor): void {
  if (weights.dtype !== 'float32') {
    throw new ArgumentTypeError(`Expected ${weights.dtype}, but got a scale of type 'float'.`);
  }
}
