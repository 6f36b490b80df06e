import type { Shape } from '../shape.js';
import type { TensorSlice } from '../tensor-reader.js';
import { formatSlice } from './slice.js';

/** Comparisons of two slices; a tiling of an axis takes two for each slice. More than this is no way to store a tensor. */
const MOST_COMPARISONS = 5e7;

/**
 * What is wrong with the slices of a tensor, in TensorFlow's words; `null` when each is inside of it and no two overlap.
 * They need not cover it.
 */
export function findBadSlice(shape: Shape, slices: readonly TensorSlice[]): string | null {
  for (const slice of slices) {
    if (slice.shape.length !== shape.length) return `Mismatching ranks: shape = [${shape}], slice = ${formatSlice(slice)}`;
    const axis = shape.findIndex((size, i) => slice.offset[i]! + slice.shape[i]! > size);
    if (axis >= 0) return `Extent in dimension ${axis} out of bounds: shape = [${shape}], slice = ${formatSlice(slice)}`;
  }
  return findOverlap(slices, sweepAxis(shape, slices));
}

/** Goes along an axis, and compares each slice with those that have begun before and not ended. */
function findOverlap(slices: readonly TensorSlice[], axis: number): string | null {
  const sorted = [...slices].sort((a, b) => (a.offset[axis] ?? 0) - (b.offset[axis] ?? 0));
  let open: TensorSlice[] = [];
  let comparisons = 0;
  for (const slice of sorted) {
    open = open.filter((other) => axis < 0 || other.offset[axis]! + other.shape[axis]! > slice.offset[axis]!);
    comparisons += open.length;
    if (comparisons > MOST_COMPARISONS) return 'too many slices lie side by side';
    const other = open.find((candidate) => overlap(candidate, slice));
    if (other !== undefined) return `Overlapping slices: existing slice = ${formatSlice(other)}, new slice = ${formatSlice(slice)}`;
    open.push(slice);
  }
  return null;
}

function overlap(a: TensorSlice, b: TensorSlice): boolean {
  return a.offset.every((start, axis) => start < b.offset[axis]! + b.shape[axis]! && b.offset[axis]! < start + a.shape[axis]!);
}

/** The axis along which most slices begin at places of their own; -1 for scalars. */
function sweepAxis(shape: Shape, slices: readonly TensorSlice[]): number {
  const places = shape.map((_, axis) => new Set(slices.map(({ offset }) => offset[axis])).size);
  return places.indexOf(Math.max(...places));
}
