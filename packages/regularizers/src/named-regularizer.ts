import { tidy, type Tensor } from '@tensorflow/tfjs-core';
import type { Regularizer } from '@varscope/spec';

/** A regularizer with the name of the op that TensorFlow makes; `penalty` may leave intermediate tensors behind. */
export function namedRegularizer(name: string, penalty: (weights: Tensor) => Tensor | undefined): Regularizer {
  const regularizer: Regularizer = (weights) => tidy(() => penalty(weights)) ?? null;
  return Object.defineProperty(regularizer, 'name', { value: name });
}
