import type { Tensor } from '@tensorflow/tfjs-core';
import type { DType } from '@varscope/spec';
import type { InitialValues } from '@varscope/initializers';

/** The values of a tensor that stores a dtype exactly, as that dtype has them. */
export function readStorage(tensor: Tensor, dtype: DType): InitialValues {
  switch (dtype) {
    case 'float16':
    case 'bfloat16':
    case 'float32':
      return tensor.dataSync<'float32'>();
    case 'int32':
      return tensor.dataSync<'int32'>();
    default:
      throw new Error(`a tensor does not tell all bits of ${dtype}`);
  }
}
