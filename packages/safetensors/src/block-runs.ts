import { numElements, type Shape } from '@varscope/spec/shape';
import type { TensorSlice } from '@varscope/spec/tensor-reader';

/** The pieces of a block that lie together in a tensor: all have one length, in elements. */
export interface BlockRuns {
  readonly length: number;
  /** Where each begins in the tensor, in the order of the block. */
  readonly starts: Iterable<number>;
}

/** Cuts a block of a row-major tensor into the pieces that lie together. The block has at least one element. */
export function blockRuns(shape: Shape, { offset, shape: size }: TensorSlice): BlockRuns {
  // Behind this axis the block is as wide as the tensor.
  let axis = shape.length - 1;
  while (axis > 0 && size[axis] === shape[axis]) axis--;
  const strides = shape.map((_, i) => numElements(shape.slice(i + 1)));
  const first = offset.reduce((sum, start, i) => sum + start * strides[i]!, 0);
  const length = numElements(size.slice(Math.max(axis, 0)));
  return { length, starts: starts(first, size.slice(0, Math.max(axis, 0)), strides) };
}

function* starts(first: number, counts: Shape, strides: readonly number[]): Generator<number> {
  const index = counts.map(() => 0);
  let start = first;
  for (;;) {
    yield start;
    let axis = counts.length - 1;
    for (; axis >= 0; axis--) {
      start += strides[axis]!;
      if (++index[axis]! < counts[axis]!) break;
      start -= index[axis]! * strides[axis]!;
      index[axis] = 0;
    }
    if (axis < 0) return;
  }
}
