import { ArgumentTypeError, InvalidArgumentError } from '@varscope/spec/errors';
import { expect, test } from 'vitest';
import { readRecorded } from '../testdata/read-recorded.js';
import { seedPair } from './seed-pair.js';
import type { Seed } from './truncate-seed.js';

interface Recorded {
  readonly pairs: readonly (readonly [Seed | null, Seed | null, readonly [number, number] | null])[];
}

const { pairs } = readRecorded<Recorded>('seeds.json');

test.each(pairs)('gives the seeds of TensorFlow for graph seed %s and op seed %s', (graphSeed, opSeed, expected) => {
  expect(seedPair(graphSeed, opSeed)).toEqual(expected);
});

// Recorded from TensorFlow 2.21.0: the attributes of the op.
test.each([
  [null, 1.5, [87654321, 1]],
  [null, -1.5, [87654321, 2147483645]],
  [null, 1e300, [87654321, 260391960]],
  [0, -0, [0, 2147483647]],
] as const)('drops the fraction of a seed: graph seed %s and op seed %s', (graphSeed, opSeed, expected) => {
  expect(seedPair(graphSeed, opSeed)).toEqual(expected);
});

test('is nondeterministic for two fractions below one, which TensorFlow passes on as (0, 0)', () => {
  expect(seedPair(0.5, 0.5)).toBeNull();
});

test('refuses a string', () => {
  expect(() => seedPair(null, '42' as unknown as number)).toThrow(ArgumentTypeError);
});

test('refuses a graph seed without an op seed', () => {
  expect(() => seedPair(1, null)).toThrow(InvalidArgumentError);
});
