import { cast, type Tensor } from '@tensorflow/tfjs-core';
import { asTensor, dtypeInfo, type CustomGetter, type DType, type DTypeInfo } from '@varscope/spec';
import { DTypeInvalidError } from '@varscope/spec/errors';
import { tidyResult } from './tidy-result.js';

/**
 * Creates variables with the dtype `stored` and gives them in the dtype that was asked for: what mixed-precision code of
 * TensorFlow 1.x calls a float32 storage getter, with `castGetter('float32')`. Gradients reach variables of floats.
 *
 * A new tensor, owned by the caller, where tfjs stores the two dtypes differently; otherwise the variable itself.
 *
 * @throws DTypeInvalidError when TensorFlow has no such dtype.
 */
export function castGetter(stored: DType): CustomGetter {
  if (dtypeInfo(stored) === undefined) {
    throw new DTypeInvalidError(`Cannot convert the argument \`type_value\`: ${String(stored)} to a TensorFlow DType.`);
  }
  return (getter, name, options) =>
    tidyResult(() => {
      const found = getter(name, { ...options, dtype: stored });
      if (found === null || found === undefined) return found;
      const { storage } = dtypeInfo(options.dtype) as DTypeInfo; // a request has a dtype of the table
      return storage === dtypeInfo(stored)?.storage ? found : cast<Tensor>(asTensor(found), storage);
    });
}
