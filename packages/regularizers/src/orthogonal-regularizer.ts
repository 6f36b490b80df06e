import { eye, matMul, maximum, mul, rsqrt, square, sub, sum, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { formatShape } from '@varscope/spec';
import { absoluteValue } from './absolute-value.js';
import { kerasRegularizer, type KerasRegularizer } from './keras-regularizer.js';
import { requireFactor } from './require-factor.js';

/** Options of `orthogonalRegularizer`. */
export interface OrthogonalRegularizerOptions {
  /** At least 0 and finite. Default 0.01. */
  readonly factor?: number;
  /** Whether rows or columns shall be orthogonal to each other. Default `'rows'`. */
  readonly mode?: 'rows' | 'columns';
}

const SMALLEST_SQUARED_NORM = 1e-14; // Keras's epsilon, 1e-7, squared

/**
 * A penalty that grows with the angles between rows (or columns) being other than right ones: `factor` times half the
 * mean of |cosine| over all ordered pairs, a new float32 scalar. Keras's `OrthogonalRegularizer`; as there, the
 * configuration tells the factor as a float32, and a matrix of one row gives NaN, as it has no pairs.
 *
 * The regularizer throws InvalidArgumentError when the weights are not a matrix.
 *
 * @throws InvalidArgumentError when the factor or the mode is not one of those above.
 */
export function orthogonalRegularizer(
  options: OrthogonalRegularizerOptions = {},
): KerasRegularizer<{ factor: number; mode: 'rows' | 'columns' }> {
  const { mode = 'rows' } = options;
  const factor = requireFactor('factor', options.factor === undefined ? 0.01 : options.factor);
  if (mode !== 'rows' && mode !== 'columns') {
    throw new InvalidArgumentError(
      `Invalid value for argument \`mode\`. Expected one of {"rows", "columns"}. Received: mode=${String(mode)}`,
    );
  }
  return kerasRegularizer({ factor: Math.fround(factor), mode }, (weights) => {
    requireMatrix(weights);
    const cosines = mode === 'rows' ? cosinesOfRows(weights) : cosinesOfColumns(weights);
    const size = cosines.shape[0];
    const offDiagonal = mul(cosines, sub(1, eye(size)));
    return mul((factor * 0.5) / ((size * (size - 1)) / 2), sum(absoluteValue(offDiagonal)));
  });
}

function requireMatrix(weights: Tensor): asserts weights is Tensor2D {
  if (weights.rank !== 2) {
    throw new InvalidArgumentError(
      `Inputs to OrthogonalRegularizer must have rank 2. Received: inputs.shape=${formatShape(weights.shape)}`,
    );
  }
}

function cosinesOfRows(weights: Tensor2D): Tensor2D {
  const rows = unitLength(weights, 1);
  return matMul(rows, rows, false, true);
}

function cosinesOfColumns(weights: Tensor2D): Tensor2D {
  const columns = unitLength(weights, 0);
  return matMul(columns, columns, true, false);
}

function unitLength(weights: Tensor2D, axis: number): Tensor2D {
  return mul(weights, rsqrt(maximum(sum(square(weights), axis, true), SMALLEST_SQUARED_NORM)));
}
