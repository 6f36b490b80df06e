import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import { numElements, type Shape } from '../shape.js';

/** What sign the numbers of a pattern have. */
export type PatternSign = 'any' | 'positive' | 'negative';

const PERIOD = 101;
const STEP = 37;
const PHASE = 11;
/** A power of two, so that every number of a pattern is exact in float32. */
const SCALE = 32;

/**
 * Numbers that repeat after 101 and are never 0: between -1.6 and 1.6, or by the sign between 0.5 and 3.7 away from 0.
 * tools/record-training-ops has the same function, and so the same inputs.
 */
export function pattern(shape: Shape, phase: number, sign: PatternSign = 'any'): Tensor {
  const values = Float32Array.from({ length: numElements(shape) }, (_, index) => patternValue(index, phase, sign));
  return tensor(values, [...shape]);
}

/** The number of a pattern at one position. */
export function patternValue(index: number, phase: number, sign: PatternSign = 'any'): number {
  const step = (index * STEP + phase * PHASE) % PERIOD;
  if (sign === 'any') return (step - PERIOD / 2) / SCALE;
  const size = (step + 16.5) / SCALE;
  return sign === 'positive' ? size : -size;
}
