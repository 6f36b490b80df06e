import type { Shape } from '../shape.js';
import type { TensorSlice } from '../tensor-reader.js';

/** A block that two arrays have in common: where it begins in each of them, and its shape. */
export interface CommonBlock {
  readonly fromShape: Shape;
  readonly from: Shape;
  readonly toShape: Shape;
  readonly to: Shape;
  readonly shape: Shape;
}

/** What a stored and a wanted slice of the same tensor have in common; `null` when that is nothing. */
export function commonBlock(stored: TensorSlice, wanted: TensorSlice): CommonBlock | null {
  const start = stored.offset.map((offset, axis) => Math.max(offset, wanted.offset[axis]!));
  const shape = start.map((offset, axis) => {
    const end = Math.min(stored.offset[axis]! + stored.shape[axis]!, wanted.offset[axis]! + wanted.shape[axis]!);
    return end - offset;
  });
  const isEmpty = shape.some((size, axis) => size < 0 || (size === 0 && wanted.shape[axis]! > 0));
  if (isEmpty) return null;
  return {
    fromShape: stored.shape,
    from: start.map((offset, axis) => offset - stored.offset[axis]!),
    toShape: wanted.shape,
    to: start.map((offset, axis) => offset - wanted.offset[axis]!),
    shape,
  };
}
