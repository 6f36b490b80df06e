import { expect, test } from 'vitest';
import { numElements, type Shape } from '../shape.js';
import type { TensorSlice } from '../tensor-reader.js';
import { blockRuns, copyRuns } from './block-runs.js';
import { commonBlock } from './common-block.js';
import { wholeSlice } from './slice.js';

const SHAPE = [3, 2, 4];

/** Every block of a tensor that has elements. */
function blocksIn([size, ...others]: Shape): TensorSlice[] {
  if (size === undefined) return [{ offset: [], shape: [] }];
  const inner = blocksIn(others);
  return Array.from({ length: size }, (_, start) => start).flatMap((start) =>
    Array.from({ length: size - start }, (_, less) => size - start - less).flatMap((length) =>
      inner.map(({ offset, shape }) => ({ offset: [start, ...offset], shape: [length, ...shape] })),
    ),
  );
}

/** The number that each element of a block has in the tensor, in the order of the block. */
function numbersOf({ offset, shape }: TensorSlice): number[] {
  return Array.from({ length: numElements(shape) }, (_, place) => {
    const rest = shape.map((size, axis) => Math.floor(place / numElements(shape.slice(axis + 1))) % size);
    return rest.reduce((sum, index, axis) => sum + (offset[axis]! + index) * numElements(SHAPE.slice(axis + 1)), 0);
  });
}

test('the runs of what two blocks have in common bring every element to its place, each as long as can be', () => {
  const blocks = blocksIn(SHAPE);
  for (const stored of blocks.filter((_, i) => i % 7 === 0)) {
    for (const wanted of blocks) {
      const from = numbersOf(stored);
      const expected = numbersOf(wanted).map((number) => (from.includes(number) ? number : -1));
      const found = expected.map(() => -1);
      const runs = [...blockRuns(commonBlock(stored, wanted))];
      for (const { from: start, to, length } of runs) for (let i = 0; i < length; i++) found[to + i] = from[start + i]!;
      expect(found).toEqual(expected);
    }
  }
  expect([...blockRuns(commonBlock(wholeSlice(SHAPE), { offset: [1, 0, 0], shape: [2, 2, 4] }))]).toEqual([{ from: 8, to: 0, length: 16 }]);
});

test('scalars have one run, blocks without elements have none', () => {
  expect([...blockRuns(commonBlock(wholeSlice([]), wholeSlice([])))]).toEqual([{ from: 0, to: 0, length: 1 }]);
  expect([...blockRuns(commonBlock(wholeSlice([2, 3]), { offset: [0, 1], shape: [2, 0] }))]).toEqual([]);
  expect([...blockRuns(commonBlock({ offset: [0], shape: [2] }, { offset: [2], shape: [2] }))]).toEqual([]);
});

test('runs are copied out of an array, also out of a part of it', () => {
  const runs = [{ from: 5, to: 0, length: 2 }, { from: 8, to: 3, length: 1 }];
  const source = Uint8Array.from({ length: 20 }, (_, i) => i);
  for (const skipped of [0, 5]) {
    const target = new Uint8Array(8);
    copyRuns(source.subarray(2 * skipped), runs, target, 2, skipped);
    expect([...target]).toEqual([10, 11, 12, 13, 0, 0, 16, 17]);
  }
});
