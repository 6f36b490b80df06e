import { patternValue } from './pattern.js';

/** A prime, so that no row of a tensor is as long. */
const LENGTH = 23;
const PHASE = 5;

/**
 * A tensor of any size as at most 23 numbers: its elements 23 apart, summed with weights that are all different, so that
 * an element that is wrong or in the wrong place shows. Up to 23 elements stay as they are.
 */
export function fold(values: ArrayLike<number>): number[] {
  if (values.length <= LENGTH) return Array.from(values);
  const folded = new Array<number>(LENGTH).fill(0);
  for (let index = 0; index < values.length; index++) {
    folded[index % LENGTH]! += values[index]! * patternValue(index, PHASE);
  }
  return folded;
}
