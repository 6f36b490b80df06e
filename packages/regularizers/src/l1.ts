import { mul, sum } from '@tensorflow/tfjs-core';
import { absoluteValue } from './absolute-value.js';
import { kerasRegularizer, type KerasRegularizer } from './keras-regularizer.js';
import { requireFactor } from './require-factor.js';

/**
 * The penalty factor · Σ|w|, a new float32 scalar. Keras's `l1` and `L1`; as there, the configuration tells the factor
 * as a float32.
 *
 * @param factor At least 0 and finite; `null` is the default, 0.01.
 * @throws InvalidArgumentError when it is not.
 */
export function l1(factor: number | null = 0.01): KerasRegularizer<{ l1: number }> {
  const value = requireFactor('l1', factor ?? 0.01);
  return kerasRegularizer({ l1: Math.fround(value) }, (weights) => mul(value, sum(absoluteValue(weights))));
}
