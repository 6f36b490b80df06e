import { broadcast_util, reshape, sum, type Tensor } from '@tensorflow/tfjs-core';

/** The gradient of an input of this shape that was broadcast to that of `gradient`: the sum of what its copies got. */
export function sumTo(shape: number[], gradient: Tensor): Tensor {
  const axes = broadcast_util.getReductionAxes(shape, gradient.shape);
  return reshape(axes.length === 0 ? gradient : sum(gradient, axes), shape);
}
