import type { Tensor } from '@tensorflow/tfjs-core';
import type { Variable } from '@varscope/store';

/**
 * What updates variables from gradients: tfjs's optimizers (`tf.train.sgd`, `tf.train.adam`, …), or anything else that
 * looks variables up in tfjs's registry, as they do.
 */
export interface GradientOptimizer {
  /**
   * Called as tfjs's own `minimize` calls it: a variable that has no gradient in this step has `null` for its tensor,
   * whatever the type says, and is to be left as it is.
   */
  applyGradients(gradients: { readonly name: string; readonly tensor: Tensor }[]): void;
}

/** The gradient of a loss with respect to a variable; `null` where the loss does not depend on it. */
export type GradientAndVariable = readonly [gradient: Tensor | null, variable: Variable];
