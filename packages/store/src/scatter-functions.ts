import type { Tensor, TensorLike } from '@tensorflow/tfjs-core';
import type { GraphVariable } from './graph-variable.js';

/** Updates parts of a variable as its method of the same name does, and returns the variable. */
export type ScatterFunction = (
  variable: GraphVariable,
  indices: Tensor | TensorLike,
  updates: Tensor | TensorLike,
) => GraphVariable;

/** Sets rows. `tf.scatter_update`. */
export const scatterUpdate: ScatterFunction = (variable, indices, updates) => variable.scatterUpdate(indices, updates);

/** Adds to rows. `tf.scatter_add`. */
export const scatterAdd: ScatterFunction = (variable, indices, updates) => variable.scatterAdd(indices, updates);

/** Subtracts from rows. `tf.scatter_sub`. */
export const scatterSub: ScatterFunction = (variable, indices, updates) => variable.scatterSub(indices, updates);

/** Multiplies rows. `tf.scatter_mul`. */
export const scatterMul: ScatterFunction = (variable, indices, updates) => variable.scatterMul(indices, updates);

/** Divides rows. `tf.scatter_div`. */
export const scatterDiv: ScatterFunction = (variable, indices, updates) => variable.scatterDiv(indices, updates);

/** Takes the smaller of a row and its update. `tf.scatter_min`. */
export const scatterMin: ScatterFunction = (variable, indices, updates) => variable.scatterMin(indices, updates);

/** Takes the larger of a row and its update. `tf.scatter_max`. */
export const scatterMax: ScatterFunction = (variable, indices, updates) => variable.scatterMax(indices, updates);

/** Sets elements or slices. `tf.scatter_nd_update`. */
export const scatterNdUpdate: ScatterFunction = (variable, indices, updates) => variable.scatterNdUpdate(indices, updates);

/** Adds to elements or slices. `tf.scatter_nd_add`. */
export const scatterNdAdd: ScatterFunction = (variable, indices, updates) => variable.scatterNdAdd(indices, updates);

/** Subtracts from elements or slices. `tf.scatter_nd_sub`. */
export const scatterNdSub: ScatterFunction = (variable, indices, updates) => variable.scatterNdSub(indices, updates);
