import type { Shape } from './shape.js';

/** Where a shard is stored in a checkpoint: the slice it is of a variable of another name. */
export interface SaveSliceInfo {
  /** Name of the whole variable, without `:0`. */
  readonly fullName: string;
  readonly fullShape: Shape;
  readonly varOffset: Shape;
  readonly varShape: Shape;
  /** TensorFlow's text of it: `"4 3 0,2:0,3"` is rows 0 and 1 of a 4 × 3 variable. */
  readonly spec: string;
}

/** Builds the save-slice information of a shard. */
export function saveSliceInfo(fullName: string, fullShape: Shape, varOffset: Shape, varShape: Shape): SaveSliceInfo {
  const slices = varOffset.map((offset, axis) => `${offset},${varShape[axis]}`);
  return { fullName, fullShape, varOffset, varShape, spec: `${fullShape.join(' ')} ${slices.join(':')}` };
}
