import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { applyGradients, type ApplyGradientsOptions } from './apply-gradients.js';
import { computeGradients, type ComputeGradientsOptions } from './compute-gradients.js';
import type { GradientOptimizer } from './gradient-optimizer.js';

/** The options of `minimize`. */
export interface MinimizeOptions extends ComputeGradientsOptions, ApplyGradientsOptions {
  /** Returns what was minimized, with the regularization losses that were asked for. Default: `false`. */
  readonly returnCost?: boolean;
}

/**
 * One step of training: computes the loss and its gradients, lets the optimizer update the variables that the loss
 * depends on, and applies their constraints. Returns the loss from before the step, a scalar owned by the caller, with
 * `returnCost`; otherwise `null`. `tf.train.Optimizer.minimize`.
 *
 * Any optimizer of tfjs keeps its state by variable this way, as TensorFlow's do: variables may be frozen and trained
 * again, and other graphs may hold variables of the same names. A step that throws leaves no tensor behind; if it is
 * the optimizer or a constraint that throws, the variables before may have been updated.
 *
 * @throws NoVariablesError, NoGradientsError when there is nothing to train.
 * @throws FailedPreconditionError before anything is computed, when a variable is not initialized.
 * @throws LossNotScalarError when the loss is not a float32 scalar.
 * @throws GradientMissingError when an operation has no gradient in tfjs.
 * @throws VariableDisposedError when the loss disposes of a variable that is trained.
 * @example
 * ```ts
 * minimize(tf.train.adam(1e-3), () => lossOf(images, labels), { variables: scope, regularizationLosses: true });
 * ```
 */
export function minimize(
  optimizer: GradientOptimizer,
  loss: () => Tensor,
  options: MinimizeOptions & { readonly returnCost: true },
): Scalar;
export function minimize(optimizer: GradientOptimizer, loss: () => Tensor, options?: MinimizeOptions): Scalar | null;
export function minimize(optimizer: GradientOptimizer, loss: () => Tensor, options: MinimizeOptions = {}): Scalar | null {
  const { cost, gradients } = computeGradients(loss, options);
  try {
    applyGradients(optimizer, gradients, options);
  } catch (error) {
    cost.dispose();
    throw error;
  } finally {
    for (const [gradient] of gradients) gradient?.dispose();
  }
  if (options.returnCost === true) return cost;
  cost.dispose();
  return null;
}
