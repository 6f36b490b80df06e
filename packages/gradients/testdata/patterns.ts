import { tensor, util, type Tensor } from '@tensorflow/tfjs-core';

/** The inputs of tools/record-training-ops/record.py, where both of these functions are explained. */
export function pattern(shape: number[], phase: number, sign?: string): Tensor {
  const value = (index: number): number => {
    if (sign === undefined) return patternValue(index, phase);
    return (patternValue(index, phase) + 50.5 / 32 + 16.5 / 32) * (sign === 'positive' ? 1 : -1);
  };
  return tensor(Float32Array.from({ length: util.sizeFromShape(shape) }, (_, index) => value(index)), shape);
}

/** At most 23 numbers for a tensor of any size. */
export function fold(values: ArrayLike<number>): number[] {
  if (values.length <= 23) return Array.from(values);
  const folded = new Array<number>(23).fill(0);
  for (let index = 0; index < values.length; index++) folded[index % 23]! += values[index]! * patternValue(index, 5);
  return folded;
}

function patternValue(index: number, phase: number): number {
  return ((index * 37 + phase * 11) % 101 - 50.5) / 32;
}
