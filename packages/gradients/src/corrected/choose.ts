import { reshape, where, type Tensor } from '@tensorflow/tfjs-core';

/** `where` of three tensors of one shape, of any rank: the shaders of tfjs take at most four dimensions. */
export function choose(condition: Tensor, chosen: Tensor, other: Tensor): Tensor {
  const flat = (x: Tensor): Tensor => reshape(x, [x.size]);
  return reshape(where(flat(condition), flat(chosen), flat(other)), chosen.shape);
}
