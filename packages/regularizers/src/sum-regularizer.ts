import { addN } from '@tensorflow/tfjs-core';
import type { Regularizer } from '@varscope/spec';
import { namedRegularizer } from './named-regularizer.js';

/**
 * The sum of the penalties of all regularizers in the list; `null` entries, and regularizers that give none, do not
 * count. `null` when nothing is left in the list. `tf.contrib.layers.sum_regularizer`.
 *
 * @param scope The regularizer's function name, which TensorFlow uses for the op. Default `sum_regularizer`.
 */
export function sumRegularizer(
  regularizerList: readonly (Regularizer | null)[],
  scope = 'sum_regularizer',
): Regularizer | null {
  const regularizers = regularizerList.filter((regularizer) => regularizer !== null);
  if (regularizers.length === 0) return null;
  return namedRegularizer(scope, (weights) => {
    const penalties = regularizers.map((regularizer) => regularizer(weights)).filter((penalty) => penalty !== null);
    return penalties.length === 0 ? undefined : addN(penalties);
  });
}
