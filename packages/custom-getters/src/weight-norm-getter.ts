import { maximum, mul, reshape, rsqrt, sqrt, square, sum, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { asTensor, type CustomGetter, type Initializer } from '@varscope/spec';
import { getTensor } from './get-tensor.js';
import { isKernel } from './is-kernel.js';
import { tidyResult } from './tidy-result.js';

const SMALLEST_SQUARED_NORM = 1e-12; // as in `tf.nn.l2_normalize`, so that a column of zeros has a gradient

/**
 * Gives kernels as g · v / ‖v‖, with the norm over all axes but the last: direction and length are trained apart.
 * Salimans and Kingma, Weight Normalization, 2016.
 *
 * The direction v is the variable `name` itself, so that checkpoints without weight normalization fit. The lengths g, one
 * per output, are `name/g`; at first they are the lengths in v, and what is given is v. Regularizers and constraints act
 * on v. What is no kernel (fewer than two axes, or no floats) is given as it is.
 *
 * A new tensor, owned by the caller, differentiable to v and g.
 */
export function weightNormGetter(): CustomGetter {
  return (getter, name, options) =>
    tidyResult(() => {
      const found = getter(name, options);
      if (!isKernel(found)) return found;
      const outputs = found.shape.at(-1) as number; // a kernel has axes
      const initialLengths: Initializer = (shape) => tidy(() => reshape(sqrt(squaredNorms(asTensor(found))), [...shape]));
      const lengths = getTensor(getter, `${name}/g`, {
        ...options,
        shape: [outputs],
        initializer: initialLengths,
        regularizer: null,
        partitioner: null,
        constraint: null,
      });
      const direction = asTensor(found);
      return mul(direction, mul(lengths, rsqrt(maximum(squaredNorms(direction), SMALLEST_SQUARED_NORM))));
    });
}

function squaredNorms(direction: Tensor): Tensor {
  const axes = direction.shape.slice(0, -1).map((_, axis) => axis);
  return sum(square(direction), axes);
}
