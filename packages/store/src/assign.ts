import type { Tensor, TensorLike } from '@tensorflow/tfjs-core';

/** What can be assigned to: a variable, plain or partitioned. */
interface Assignable {
  assign(value: Tensor | TensorLike): this;
  assignAdd(delta: Tensor | TensorLike): this;
  assignSub(delta: Tensor | TensorLike): this;
}

/**
 * Replaces the value of a variable and returns the variable: `variable.assign(value)`. `tf.assign`, without its
 * `validate_shape`: whether values of other shapes are admitted is said when the variable is created.
 * @throws AssignShapeError, AssignDTypeError when the value does not fit the variable.
 */
export function assign<V extends Assignable>(variable: V, value: Tensor | TensorLike): V {
  return variable.assign(value);
}

/** Adds a value to a variable and returns the variable: `variable.assignAdd(delta)`. `tf.assign_add`. */
export function assignAdd<V extends Assignable>(variable: V, delta: Tensor | TensorLike): V {
  return variable.assignAdd(delta);
}

/** Subtracts a value from a variable and returns the variable: `variable.assignSub(delta)`. `tf.assign_sub`. */
export function assignSub<V extends Assignable>(variable: V, delta: Tensor | TensorLike): V {
  return variable.assignSub(delta);
}
