import type { Tensor } from '@tensorflow/tfjs-core';
import { asTensor, type CustomGetter, type VariableRequest } from '@varscope/spec';
import { tidyResult } from './tidy-result.js';

/** Computes what a getter gives for the variable of the full name `name`; tensors that it makes on the way are freed. */
export type VariableTransform = (value: Tensor, name: string, options: VariableRequest) => Tensor;

/**
 * Gives a function of every variable instead of the variable: a new tensor, owned by the caller, with the gradient of
 * `transform`. A partitioned variable is transformed as a whole. The stored variable keeps its own value.
 *
 * @example
 * transformingGetter((value) => tf.clipByValue(value, -1, 1));
 */
export function transformingGetter(transform: VariableTransform): CustomGetter {
  return (getter, name, options) =>
    tidyResult(() => {
      const found = getter(name, options);
      return found === null || found === undefined ? found : transform(asTensor(found), name, options);
    });
}
