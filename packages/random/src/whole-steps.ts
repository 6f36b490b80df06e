import type { RandomFill } from './random-fill.js';

/** Elements that a kernel of ../as makes in a step: those of four groups. */
export const WASM_STEP = 16;

/**
 * Where in the first `length` elements of a fill the kernels can begin and have to end: they make whole groups, four
 * in each step.
 */
export function wholeSteps(fill: RandomFill, length: number): readonly [first: number, end: number] {
  const { size } = fill.kernel;
  const first = (size - (fill.offset % size)) % size;
  return [first, first + Math.floor((length - first) / WASM_STEP) * WASM_STEP];
}
