import type { Shape } from '../shape.js';
import type { CommonBlock } from './common-block.js';

/** Elements that lie one behind the other in both arrays. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** The runs of a block, in row-major order; of none, none. */
export function* blockRuns(block: CommonBlock | null): Generator<Run, void> {
  if (block === null) return;
  const { fromShape, from, toShape, to, shape } = block;
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

/** Copies runs out of `source`, which is the array that they come from without its first `skipped` elements. */
export function copyRuns(source: Uint8Array, runs: Iterable<Run>, target: Uint8Array, elementBytes: number, skipped = 0): void {
  for (const { from, to, length } of runs) {
    const start = (from - skipped) * elementBytes;
    target.set(source.subarray(start, start + length * elementBytes), to * elementBytes);
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
