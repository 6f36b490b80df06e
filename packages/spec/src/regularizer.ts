import type { Scalar, Tensor } from '@tensorflow/tfjs-core';

/** The penalty of one variable (or shard): a scalar that the caller owns, or `null` for none. */
export type Regularizer = (variable: Tensor) => Scalar | Tensor | null;
