import type { Scalar } from '@tensorflow/tfjs-core';

/**
 * A loss that is computed whenever it is asked for, as a tensor of TensorFlow's graph is: what packages add to the
 * collection `regularization_losses`.
 */
export interface LiveLoss {
  /** With `:0`; filters by scope find the loss by it. */
  readonly name: string;
  /** The loss now: a new scalar on the tape, owned by the caller. */
  evaluate(): Scalar;
}

/** Whether an item of a collection is one, from any package. */
export function isLiveLoss(item: unknown): item is LiveLoss {
  return typeof item === 'object' && item !== null && 'evaluate' in item && typeof item.evaluate === 'function';
}
