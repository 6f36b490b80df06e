import type { Tensor } from '@tensorflow/tfjs-core';

/** Projects the value of a variable after an optimizer changed it: a tensor of the same shape, owned by the caller. */
export type Constraint = (value: Tensor) => Tensor;
