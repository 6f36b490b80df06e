import { div, matMul, mul, reshape, rsqrt, square, sum, Variable, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { asTensor, type CustomGetter } from '@varscope/spec';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { getTensor } from './get-tensor.js';
import { isKernel } from './is-kernel.js';
import { stopGradient } from './stop-gradient.js';
import { tidyResult } from './tidy-result.js';

/** Options of `spectralNormGetter`. */
export interface SpectralNormOptions {
  /** Power iterations every time that a kernel is got: a positive integer. Default 1. */
  readonly iterations?: number;
  /** Whether the iteration goes on from where it came to the next time: `false` in evaluation. Default true. */
  readonly update?: boolean;
}

/**
 * Gives kernels divided by their largest singular value, as power iteration estimates it. Miyato and others, Spectral
 * Normalization for Generative Adversarial Networks, 2018.
 *
 * A kernel counts as the matrix of its last axis by all others. The iteration starts from the variable `name/u`, which is
 * not trainable, of shape [1, outputs], and assigns to it; a custom getter inside that gives a tensor for it keeps it as
 * it is. What is no kernel (fewer than two axes, or no floats) is given as it is. A kernel of zeros gives NaN.
 *
 * A new tensor, owned by the caller, differentiable to the kernel; the singular vectors count as constants.
 *
 * @throws InvalidArgumentError when `iterations` is not a positive integer.
 */
export function spectralNormGetter(options: SpectralNormOptions = {}): CustomGetter {
  const { iterations = 1, update = true } = options;
  if (!Number.isInteger(iterations) || iterations < 1) {
    throw new InvalidArgumentError(`The power iterations must be a positive integer, but are ${iterations}.`);
  }
  return (getter, name, request) =>
    tidyResult(() => {
      const found = getter(name, request);
      if (!isKernel(found)) return found;
      const outputs = found.shape.at(-1) as number; // a kernel has axes
      const u = getTensor(getter, `${name}/u`, {
        ...request,
        shape: [1, outputs],
        initializer: null,
        regularizer: null,
        trainable: false,
        partitioner: null,
        constraint: null,
      });
      const kernel = asTensor(found);
      const matrix: Tensor2D = reshape(kernel, [-1, outputs]);
      const { left, right } = singularVectors(stopGradient(matrix), stopGradient(u), iterations);
      if (update && u instanceof Variable) u.assign(right);
      const largest = sum(mul(matMul(left, matrix), right));
      return div(kernel, largest);
    });
}

/** Row vectors of length 1 that power iteration comes to from `start`. */
function singularVectors(matrix: Tensor, start: Tensor, iterations: number): { left: Tensor; right: Tensor } {
  let left = start;
  let right = start;
  for (let i = 0; i < iterations; i++) {
    left = unitLength(matMul(right, matrix, false, true));
    right = unitLength(matMul(left, matrix));
  }
  return { left, right };
}

function unitLength(vector: Tensor): Tensor {
  return mul(vector, rsqrt(sum(square(vector))));
}
