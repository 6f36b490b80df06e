import { tidy, type Scalar, type Tensor } from '@tensorflow/tfjs-core';

/** A regularizer of Keras: it always gives a penalty, and tells the arguments that make it again. */
export interface KerasRegularizer<Config extends object = object> {
  (weights: Tensor): Scalar;
  getConfig(): Readonly<Config>;
}

/** A regularizer from its formula, which may leave intermediate tensors behind, and its arguments. */
export function kerasRegularizer<Config extends object>(
  config: Readonly<Config>,
  penalty: (weights: Tensor) => Tensor,
): KerasRegularizer<Config> {
  const regularizer = (weights: Tensor): Scalar => tidy(() => penalty(weights) as Scalar); // every formula sums up
  return Object.assign(regularizer, { getConfig: (): Readonly<Config> => ({ ...config }) });
}
