import { clone, engine, tidy, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { mendTape, registerGradients } from '@varscope/gradients';
import { FailedPreconditionError, GradientMissingError, NoVariablesError } from '@varscope/spec/errors';
import { releaseTape, reportUninitializedVariables, type Variable } from '@varscope/store';
import type { GradientAndVariable } from './gradient-optimizer.js';
import { listVariables, type VariableSource } from './list-variables.js';
import { noVariables } from './no-variables.js';
import { totalLoss, type RegularizationFilter } from './total-loss.js';

/** What is trained, and what is added to the loss. */
export interface ComputeGradientsOptions {
  /** What to train, in this order. Default: the trainable variables of the current graph. */
  readonly variables?: VariableSource;
  /**
   * Adds the regularization losses of the graphs of these variables: `true` for all, or a scope as in `getCollection`.
   * Default: `false`.
   */
  readonly regularizationLosses?: RegularizationFilter;
}

/** A loss and its gradients: tensors that the caller owns, and variables that the caller must not dispose with them. */
export interface ComputedGradients {
  /** What was differentiated: the loss, with the regularization losses that were asked for. */
  readonly cost: Scalar;
  readonly gradients: readonly GradientAndVariable[];
}

/**
 * Computes a loss and its gradient with respect to each variable, in their order; `null` where the loss does not depend
 * on the variable, or only by steps as `floor`, comparisons and casts to integers, or where the variable is not of floats.
 * The first half of `minimize`, to change gradients on the way; call both halves in a `tf.tidy`. Frees everything else,
 * also when it throws.
 *
 * `tf.train.Optimizer.compute_gradients` gives the gradients without the loss, which there is a tensor of its own, and
 * sums losses that are not scalars.
 *
 * @throws NoVariablesError when there is nothing to train.
 * @throws FailedPreconditionError before anything is computed, when a variable is not initialized.
 * @throws LossNotScalarError when the loss is not a float32 scalar.
 * @throws GradientMissingError when an operation has no gradient in tfjs.
 */
export function computeGradients(loss: () => Tensor, options: ComputeGradientsOptions = {}): ComputedGradients {
  const variables = listVariables(options.variables);
  if (variables.length === 0) throw noVariables(options.variables);
  requireReady(variables);
  registerGradients();
  const trained = variables.filter((variable) => variable.dtype === 'float32');
  if (trained.length === 0) throw new NoVariablesError('No variables to optimize.', { found: 'variables of integers alone' });
  const total = (): Scalar => totalLoss(loss, variables, options.regularizationLosses ?? false);
  const [cost, ...found] = tidy(() => differentiate(total, trained));
  const byVariable = new Map(trained.map((variable, index) => [variable, found[index]]));
  return { cost, gradients: variables.map((variable) => [byVariable.get(variable) ?? null, variable]) };
}

function requireReady(variables: readonly Variable[]): void {
  for (const variable of variables) variable.throwIfDisposed();
  const [first, ...others] = reportUninitializedVariables(variables);
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` and of ${others.length} more: ${others.join(', ')}`;
  throw new FailedPreconditionError(`Attempting to use uninitialized value ${first}${more}. Run globalVariablesInitializer() first.`, {
    variable: first,
  });
}

/** The value of `loss`, and its gradients in the order of `variables`. */
function differentiate(loss: () => Scalar, variables: Variable[]): [Scalar, ...(Tensor | undefined)[]] {
  try {
    const recorded = (): Scalar => {
      const value = loss();
      mendTape();
      return value;
    };
    const { value, grads } = engine().gradients(recorded, variables, undefined, true); // `true`: some may be out of reach
    return [clone(value), ...grads]; // the loss may have returned a variable, or what belongs to someone else
  } catch (error) {
    releaseTape();
    throw missingGradient(error) ?? error;
  }
}

function missingGradient(error: unknown): GradientMissingError | null {
  const operation = /gradient function not found for (\w+)/.exec(String(error))?.[1];
  if (operation === undefined) return null;
  return new GradientMissingError(`No gradient defined for operation '${operation}'.`, {
    expected: 'operations with a gradient, or one of your own: tf.registerGradient(…)',
    cause: error,
  });
}
