import { Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { ArgumentTypeError } from '@varscope/spec/errors';
import { computedValue } from './initial-value.js';

/**
 * The tensor of indices: the caller's, or a new one.
 * @throws ArgumentTypeError when they are not int32.
 */
export function indexTensor(indices: Tensor | TensorLike): Tensor {
  const { tensor } = computedValue(indices, indices instanceof Tensor ? null : 'int32');
  if (tensor.dtype === 'int32') return tensor;
  throw new ArgumentTypeError(
    `Value passed to parameter 'indices' has DataType ${tensor.dtype} not in list of allowed values: int32, int64`,
  );
}
