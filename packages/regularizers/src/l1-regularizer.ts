import { mul, sum } from '@tensorflow/tfjs-core';
import type { Regularizer } from '@varscope/spec';
import { absoluteValue } from './absolute-value.js';
import { namedRegularizer } from './named-regularizer.js';
import { noRegularizer } from './no-regularizer.js';
import { requireFloatWeights } from './require-float-weights.js';
import { requireScale, type Scale } from './require-scale.js';

/**
 * The penalty scale · Σ|w|; with the scale 0 there is none. `tf.contrib.layers.l1_regularizer`.
 *
 * The regularizer gives a new float32 scalar; it throws ArgumentTypeError when the weights are not floats.
 *
 * @param scope The regularizer's function name, which TensorFlow uses for the op. Default `l1_regularizer`.
 * @throws InvalidArgumentError when the scale is below 0, a bigint or a boolean.
 * @throws ArgumentTypeError when it is neither a number nor a scalar tensor.
 */
export function l1Regularizer(scale: Scale, scope = 'l1_regularizer'): Regularizer {
  requireScale(scale);
  if (scale === 0) return noRegularizer;
  return namedRegularizer(scope, (weights) => {
    requireFloatWeights(weights);
    return mul(scale, sum(absoluteValue(weights)));
  });
}
