import { numElements, type Shape, type TensorSlice } from '@varscope/spec';

/**
 * Cuts a tensor, or a block of one, into blocks of at most `most` elements that lie one behind the other: whole rows, or
 * where a row is larger, parts of one.
 */
export function* blocksOf({ offset, shape }: TensorSlice, most: number, axis = 0): Generator<TensorSlice> {
  if (axis === shape.length || numElements(shape) <= most) {
    if (numElements(shape) > 0) yield { offset, shape };
    return;
  }
  const rows = Math.max(1, Math.floor(most / numElements(shape.slice(axis + 1))));
  for (let start = 0; start < shape[axis]!; start += rows) {
    const part = {
      offset: replaceAt(offset, axis, offset[axis]! + start),
      shape: replaceAt(shape, axis, Math.min(rows, shape[axis]! - start)),
    };
    yield* blocksOf(part, most, axis + 1);
  }
}

function replaceAt(sizes: Shape, axis: number, size: number): Shape {
  return sizes.map((each, i) => (i === axis ? size : each));
}
