import type { Tensor } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { asTensor, isPartitionedVariable, type PartitionedVariableLike } from './variable.js';

const tensor = { shape: [2] } as Tensor; // nothing else is looked at
const partitioned = { partitions: [2], asTensor: () => tensor } as unknown as PartitionedVariableLike; // as little

it('knows a partitioned variable from a tensor and from what a getter may return besides', () => {
  expect(isPartitionedVariable(partitioned)).toBe(true);
  for (const other of [tensor, null, undefined, 3, [tensor]]) expect(isPartitionedVariable(other)).toBe(false);
});

it('gives the concatenation of a partitioned variable, and a tensor as it is', () => {
  expect(asTensor(partitioned)).toBe(tensor);
  expect(asTensor(tensor)).toBe(tensor);
});
