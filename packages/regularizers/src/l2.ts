import { mul, square, sum } from '@tensorflow/tfjs-core';
import { kerasRegularizer, type KerasRegularizer } from './keras-regularizer.js';
import { requireFactor } from './require-factor.js';

/**
 * The penalty factor · Σw², a new float32 scalar. Keras's `l2` and `L2`; `l2Regularizer` has half of it.
 *
 * @param factor At least 0 and finite; `null` is the default, 0.01.
 * @throws InvalidArgumentError when it is not.
 */
export function l2(factor: number | null = 0.01): KerasRegularizer<{ l2: number }> {
  const value = requireFactor('l2', factor ?? 0.01);
  return kerasRegularizer({ l2: value }, (weights) => mul(value, sum(square(weights))));
}
