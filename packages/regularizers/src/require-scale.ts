import { Tensor, type Scalar } from '@tensorflow/tfjs-core';
import { ArgumentTypeError, InvalidArgumentError } from '@varscope/spec/errors';

/** The scale of a penalty: a number, or a scalar tensor, such as a variable that changes during training. */
export type Scale = number | Scalar;

/**
 * Refuses what is certainly an integer, as TensorFlow refuses every integer: JavaScript's 1 is TensorFlow's 1.0.
 * @throws InvalidArgumentError for a bigint and a boolean.
 */
export function refuseInteger(name: string, scale: unknown): void {
  if (typeof scale === 'bigint' || typeof scale === 'boolean') {
    throw new InvalidArgumentError(`${name} cannot be an integer: ${String(scale)}`);
  }
}

/**
 * @throws InvalidArgumentError for an integer and for a number below 0.
 * @throws ArgumentTypeError for what is neither a number nor a tensor; TensorFlow notices it when the regularizer is called.
 */
export function requireScale(scale: Scale): void {
  refuseInteger('scale', scale);
  if (scale instanceof Tensor) return;
  if (typeof scale !== 'number') {
    throw new ArgumentTypeError(`Expected float32, but got ${String(scale)} of type '${typeof scale}'.`);
  }
  if (scale < 0) throw new InvalidArgumentError(`Setting a scale less than 0 on a regularizer: ${scale}`);
}
