import type { Shape, TensorSlice } from '@varscope/spec';

/** A block that two arrays have in common: where it begins in each of them, and its shape. */
export interface CommonBlock {
  readonly fromShape: Shape;
  readonly from: Shape;
  readonly toShape: Shape;
  readonly to: Shape;
  readonly shape: Shape;
}

/** Elements that lie one behind the other in both arrays. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** What a piece and a wanted block of the same tensor have in common; `null` when that is nothing. */
export function commonBlock(piece: TensorSlice, wanted: TensorSlice): CommonBlock | null {
  const start = piece.offset.map((offset, axis) => Math.max(offset, wanted.offset[axis]!));
  const shape = start.map((offset, axis) => {
    const end = Math.min(piece.offset[axis]! + piece.shape[axis]!, wanted.offset[axis]! + wanted.shape[axis]!);
    return end - offset;
  });
  const isEmpty = shape.some((size, axis) => size < 0 || (size === 0 && wanted.shape[axis]! > 0));
  if (isEmpty) return null;
  return {
    fromShape: piece.shape,
    from: start.map((offset, axis) => offset - piece.offset[axis]!),
    toShape: wanted.shape,
    to: start.map((offset, axis) => offset - wanted.offset[axis]!),
    shape,
  };
}

/** The runs of a block, in row-major order. */
export function* blockRuns({ fromShape, from, toShape, to, shape }: CommonBlock): Generator<Run, void> {
  const { outer, length } = runLength(fromShape, toShape, shape);
  if (length === 0 || shape.includes(0)) return;
  const fromStrides = strides(fromShape);
  const toStrides = strides(toShape);
  const index = new Array<number>(outer).fill(0);
  let run = { from: dot(from, fromStrides), to: dot(to, toStrides), length };
  for (;;) {
    yield run;
    let axis = outer - 1;
    for (; axis >= 0 && index[axis] === shape[axis]! - 1; axis--) {
      run = { ...run, from: run.from - index[axis]! * fromStrides[axis]!, to: run.to - index[axis]! * toStrides[axis]! };
      index[axis] = 0;
    }
    if (axis < 0) return;
    index[axis]!++;
    run = { ...run, from: run.from + fromStrides[axis]!, to: run.to + toStrides[axis]! };
  }
}

/** How many axes are walked, and the elements of a run below them. */
function runLength(fromShape: Shape, toShape: Shape, shape: Shape): { outer: number; length: number } {
  let outer = shape.length;
  let length = 1;
  while (outer > 0) {
    outer--;
    length *= shape[outer]!;
    if (shape[outer] !== fromShape[outer] || shape[outer] !== toShape[outer]) break;
  }
  return { outer, length };
}

function strides(shape: Shape): number[] {
  const result = new Array<number>(shape.length);
  for (let axis = shape.length - 1, stride = 1; axis >= 0; stride *= shape[axis]!, axis--) result[axis] = stride;
  return result;
}

function dot(a: Shape, b: Shape): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
