import { addN, mul, scalar, square, sum, type Tensor } from '@tensorflow/tfjs-core';
import { absoluteValue } from './absolute-value.js';
import { kerasRegularizer, type KerasRegularizer } from './keras-regularizer.js';
import { requireFactor } from './require-factor.js';

/**
 * The penalty l1Factor · Σ|w| + l2Factor · Σw², a new float32 scalar; a part with the factor 0 is not computed.
 * The function `l1_l2` of TensorFlow 1.x's Keras: its factors are 0.01 by default, where those of the class `L1L2`,
 * and of `l1_l2` since Keras 3, are 0.
 *
 * @param l1Factor At least 0 and finite; `null` is 0.
 * @param l2Factor At least 0 and finite; `null` is 0.
 * @throws InvalidArgumentError when one is not.
 */
export function l1L2(
  l1Factor: number | null = 0.01,
  l2Factor: number | null = 0.01,
): KerasRegularizer<{ l1: number; l2: number }> {
  const config = { l1: requireFactor('l1', l1Factor ?? 0), l2: requireFactor('l2', l2Factor ?? 0) };
  return kerasRegularizer(config, (weights) => {
    const parts: Tensor[] = [scalar(0)];
    if (config.l1 !== 0) parts.push(mul(config.l1, sum(absoluteValue(weights))));
    if (config.l2 !== 0) parts.push(mul(config.l2, sum(square(weights))));
    return addN(parts);
  });
}
