import type { Regularizer } from '@varscope/spec';
import { l1Regularizer } from './l1-regularizer.js';
import { l2Regularizer } from './l2-regularizer.js';
import { noRegularizer } from './no-regularizer.js';
import { refuseInteger, type Scale } from './require-scale.js';
import { sumRegularizer } from './sum-regularizer.js';

/**
 * The sum of `l1Regularizer(scaleL1)` and `l2Regularizer(scaleL2)`. `tf.contrib.layers.l1_l2_regularizer`.
 *
 * @param scope The regularizer's function name, which TensorFlow uses for the op. Default `l1_l2_regularizer`.
 * @throws InvalidArgumentError when a scale is below 0, a bigint or a boolean.
 * @throws ArgumentTypeError when one is neither a number nor a scalar tensor.
 */
export function l1L2Regularizer(scaleL1: Scale = 1, scaleL2: Scale = 1, scope = 'l1_l2_regularizer'): Regularizer {
  refuseInteger('scale_l1', scaleL1);
  refuseInteger('scale_l2', scaleL2);
  if (scaleL1 === 0) return l2Regularizer(scaleL2, scope);
  if (scaleL2 === 0) return l1Regularizer(scaleL1, scope);
  return sumRegularizer([l1Regularizer(scaleL1), l2Regularizer(scaleL2)], scope) ?? noRegularizer;
}
