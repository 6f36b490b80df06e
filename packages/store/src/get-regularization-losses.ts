import { addN, scalar, tidy, type Scalar } from '@tensorflow/tfjs-core';
import { GraphKeys } from '@varscope/spec';
import { getCollection } from './get-collection.js';
import { RegularizationLoss } from './regularization-loss.js';

/**
 * The regularization losses of the current graph, one for every regularized variable or shard, evaluated now: new
 * scalars, owned by the caller, differentiable. TensorFlow's are symbolic; `tf.losses.get_regularization_losses`.
 */
export function getRegularizationLosses(scope?: string | null): Scalar[] {
  return tidy(() => getCollection(GraphKeys.REGULARIZATION_LOSSES, scope).map(evaluate));
}

/** Their sum, evaluated now; 0 when there are none. */
export function getRegularizationLoss(scope?: string | null): Scalar {
  return tidy(() => {
    const losses = getRegularizationLosses(scope);
    return losses.length === 0 ? scalar(0) : (addN(losses) as Scalar); // the sum of scalars
  });
}

/** Items that users added may be losses of their own, already evaluated. */
function evaluate(item: unknown): Scalar {
  return item instanceof RegularizationLoss ? item.evaluate() : (item as Scalar);
}
