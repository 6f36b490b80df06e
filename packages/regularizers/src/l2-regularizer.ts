import { mul, square, sum } from '@tensorflow/tfjs-core';
import type { Regularizer } from '@varscope/spec';
import { namedRegularizer } from './named-regularizer.js';
import { noRegularizer } from './no-regularizer.js';
import { requireFloatWeights } from './require-float-weights.js';
import { requireScale, type Scale } from './require-scale.js';

/**
 * The penalty scale · Σw² / 2; with the scale 0 there is none. `tf.contrib.layers.l2_regularizer`; Keras's `l2` has no
 * half.
 *
 * The regularizer gives a new float32 scalar; it throws ArgumentTypeError when the weights are not floats.
 *
 * @param scope The regularizer's function name, which TensorFlow uses for the op. Default `l2_regularizer`.
 * @throws InvalidArgumentError when the scale is below 0, a bigint or a boolean.
 * @throws ArgumentTypeError when it is neither a number nor a scalar tensor.
 */
export function l2Regularizer(scale: Scale, scope = 'l2_regularizer'): Regularizer {
  requireScale(scale);
  if (scale === 0) return noRegularizer;
  return namedRegularizer(scope, (weights) => {
    requireFloatWeights(weights);
    return mul(scale, mul(0.5, sum(square(weights))));
  });
}
