import { tidy, util, type Tensor } from '@tensorflow/tfjs-core';
import { formatShape } from '@varscope/spec';
import {
  AssignDTypeError,
  AssignShapeError,
  FailedPreconditionError,
  InvalidArgumentError,
  NoGradientsError,
  NoVariablesError,
} from '@varscope/spec/errors';
import type { Variable } from '@varscope/store';
import type { GradientAndVariable, GradientOptimizer } from './gradient-optimizer.js';
import { inSlotOrder } from './slot-order.js';

/** What an update does beside. */
export interface ApplyGradientsOptions {
  /** Counts the updates: it is increased by 1 after this one. */
  readonly globalStep?: Variable | null;
}

/**
 * Lets an optimizer update variables, then applies their constraints: the second half of `minimize`. A variable whose
 * gradient is `null` keeps its value and the optimizer's state of it. The gradients stay the caller's.
 * `tf.train.Optimizer.apply_gradients`.
 *
 * @throws NoVariablesError for an empty list, NoGradientsError when all gradients are `null`.
 * @throws AssignShapeError, AssignDTypeError when a gradient does not fit its variable.
 * @throws InvalidArgumentError when a variable is in the list twice.
 * @throws VariableDisposedError when a variable was disposed in the meantime.
 * @throws FailedPreconditionError before anything is updated, when the global step has no value.
 */
export function applyGradients(
  optimizer: GradientOptimizer,
  gradients: readonly GradientAndVariable[],
  { globalStep = null }: ApplyGradientsOptions = {},
): void {
  const updated = variablesToUpdate(gradients);
  if (globalStep !== null) requireValue(globalStep);
  optimizer.applyGradients(inSlotOrder(optimizer, gradients));
  for (const variable of updated) constrain(variable);
  globalStep?.assignAdd(1);
}

function requireValue(variable: Variable): void {
  variable.throwIfDisposed();
  if (variable.isInitialized) return;
  throw new FailedPreconditionError(`Attempting to use uninitialized value ${variable.op.name}`, { variable: variable.op.name });
}

function variablesToUpdate(gradients: readonly GradientAndVariable[]): Set<Variable> {
  if (gradients.length === 0) throw new NoVariablesError('No variables provided.');
  const updated = new Set<Variable>();
  const unchanged = new Set<Variable>();
  for (const [gradient, variable] of gradients) {
    if (updated.has(variable) || unchanged.has(variable)) throw listedTwice(variable);
    if (gradient === null) {
      unchanged.add(variable);
    } else {
      variable.throwIfDisposed();
      requireFit(gradient, variable);
      updated.add(variable);
    }
  }
  if (updated.size === 0) {
    const names = Array.from(unchanged, (variable) => variable.op.name);
    throw new NoGradientsError(`No gradients provided for any variable: ${names.join(', ')}. The loss does not depend on them.`);
  }
  return updated;
}

function listedTwice({ op }: Variable): InvalidArgumentError {
  return new InvalidArgumentError(`Variable ${op.name} is listed twice; add its gradients first.`, { variable: op.name });
}

/** Anything that broadcasts would be taken by tfjs without a word. */
function requireFit(gradient: Tensor, variable: Variable): void {
  const { name } = variable.op;
  if (gradient.dtype !== 'float32') {
    throw new AssignDTypeError(`The gradient of variable ${name} must be of floats.`, {
      variable: name,
      expected: 'float32',
      found: gradient.dtype,
    });
  }
  if (!util.arraysEqual(gradient.shape, variable.shape)) {
    throw new AssignShapeError(`Shapes must be equal: the gradient of variable ${name} has another shape than it.`, {
      variable: name,
      expected: formatShape(variable.shape),
      found: formatShape(gradient.shape),
    });
  }
}

function constrain(variable: Variable): void {
  const { constraint } = variable;
  if (constraint === null) return;
  tidy(() => {
    variable.assign(constraint(variable));
  });
}
