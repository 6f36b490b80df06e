import { addN, clone, scalar, tidy, type Scalar } from '@tensorflow/tfjs-core';
import { GraphKeys, isLiveLoss } from '@varscope/spec';
import { getCollection } from './get-collection.js';

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
    return losses.length === 0 ? scalar(0) : addN<Scalar>(losses);
  });
}

/** Items may also be losses that a program has computed itself. */
function evaluate(item: unknown): Scalar {
  return isLiveLoss(item) ? item.evaluate() : clone(item as Scalar); // what programs add there is their contract
}
