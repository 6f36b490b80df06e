import type { Shape } from '../shape.js';
import type { TensorSlice } from '../tensor-reader.js';

/** Of few dimensions: shared, because lists of tensors are long. */
const ORIGINS: readonly Shape[] = Array.from({ length: 8 }, (_, rank) => new Array<number>(rank).fill(0));

/** The slice that is a whole tensor. */
export function wholeSlice(shape: Shape): TensorSlice {
  return { offset: ORIGINS[shape.length] ?? shape.map(() => 0), shape };
}

/** Whether a slice, which may be whatever a caller gave, is one of a tensor of shape `whole`. */
export function isInside({ offset, shape }: TensorSlice, whole: Shape): boolean {
  return offset.length === whole.length && shape.length === whole.length
    && [...offset, ...shape].every((size) => Number.isSafeInteger(size) && size >= 0)
    && whole.every((size, axis) => offset[axis]! + shape[axis]! <= size);
}

/** A slice as TensorFlow writes it: `0,4:0,2`. */
export function formatSlice({ offset, shape }: TensorSlice): string {
  return offset.map((start, axis) => `${start},${shape[axis]}`).join(':');
}
