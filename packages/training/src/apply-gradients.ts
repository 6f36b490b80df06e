import { tidy, type Tensor } from '@tensorflow/tfjs-core';
import { formatShape } from '@varscope/spec';
import {
  AssignDTypeError,
  AssignShapeError,
  InvalidArgumentError,
  NoGradientsError,
  NoVariablesError,
} from '@varscope/spec/errors';
import type { Variable } from '@varscope/store';
import type { GradientAndVariable, GradientOptimizer } from './gradient-optimizer.js';
import { inSlotOrder } from './slot-order.js';

/**
 * Lets an optimizer update variables, then applies their constraints: the second half of `minimize`. A variable whose
 * gradient is `null` keeps its value and the optimizer's state of it. The gradients stay the caller's.
 * `tf.train.Optimizer.apply_gradients`.
 *
 * @throws NoVariablesError for an empty list, NoGradientsError when all gradients are `null`.
 * @throws AssignShapeError, AssignDTypeError when a gradient does not fit its variable.
 * @throws InvalidArgumentError when a variable is in the list twice.
 * @throws VariableDisposedError when a variable was disposed in the meantime.
 */
export function applyGradients(optimizer: GradientOptimizer, gradients: readonly GradientAndVariable[]): void {
  const updated = variablesToUpdate(gradients);
  optimizer.applyGradients(inSlotOrder(optimizer, gradients));
  for (const variable of updated) constrain(variable);
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
  const [found, expected] = [formatShape(gradient.shape), formatShape(variable.shape)];
  if (found !== expected) {
    throw new AssignShapeError(`Shapes must be equal: the gradient of variable ${name} has another shape than it.`, {
      variable: name,
      expected,
      found,
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
