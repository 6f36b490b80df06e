import type { DType, SeedSource, Shape } from '@varscope/spec';
import { withSeedSource } from '@varscope/random';
import { describe, expect, it } from 'vitest';
import { createInitializer } from '../testdata/create-initializer.js';
import { readRecorded } from '../testdata/read-recorded.js';

const { cases } = readRecorded<{
  readonly cases: readonly (readonly [init: string, shape: Shape, dtype: DType | null, seedsAt: readonly number[], ops: number])[];
}>('ops.json');

describe.each(cases)('%s called for %j %j', (init, shape, dtype, seedsAt, ops) => {
  it('counts the ops of TensorFlow before each seed and after the last', () => {
    const found: number[] = [];
    let count = 0;
    const source: SeedSource = {
      next: () => {
        found.push(count);
        return { pair: [1, count], run: 0 };
      },
      countOps: (added) => {
        count += added;
      },
    };
    // The constructor decides the dtype of the convolutional families.
    const args = dtype === null ? {} : { dtype };
    withSeedSource(source, () => createInitializer(init, args).reserveSeeds(shape));
    expect([found, count]).toEqual([seedsAt, ops]);
  });
});
