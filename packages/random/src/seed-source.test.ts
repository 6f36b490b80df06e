import type { SeedSource } from '@varscope/spec';
import { AsyncScopeError } from '@varscope/spec/errors';
import { afterEach, expect, test } from 'vitest';
import { GraphSeeds } from './graph-seeds.js';
import { countOps, installSeedSource, nextOpSeed, withSeedSource } from './seed-source.js';

afterEach(() => installSeedSource(() => null));

const pairOf = (opSeed: number | null): unknown => nextOpSeed(opSeed, 'random_uniform').pair;

test('takes the seed of the op alone where there is no source', () => {
  expect(nextOpSeed(42, 'random_uniform')).toEqual({ pair: [87654321, 42], run: 0 });
  expect(pairOf(null)).toBeNull();
});

test('asks the installed source, and the innermost of withSeedSource before it', () => {
  installSeedSource(() => new GraphSeeds({ seed: 1 }));
  const pairs = withSeedSource(new GraphSeeds({ seed: 2 }), () => [
    pairOf(7),
    withSeedSource(new GraphSeeds({ seed: 3 }), () => pairOf(7)),
    pairOf(7),
  ]);
  expect([...pairs, pairOf(7)]).toEqual([[2, 7], [3, 7], [2, 7], [1, 7]]);
});

test('restores the former source when the body throws', () => {
  const fail = (): never => {
    throw new Error('body');
  };
  expect(() => withSeedSource(new GraphSeeds({ seed: 2 }), fail)).toThrow('body');
  expect(pairOf(7)).toEqual([87654321, 7]);
});

test('refuses a body that returns a promise', () => {
  expect(() => withSeedSource(new GraphSeeds(), () => Promise.resolve())).toThrow(AsyncScopeError);
});

test('tells the source of the ops before and after the seed is taken', () => {
  const events: unknown[] = [];
  const source: SeedSource = {
    next(opSeed) {
      events.push(opSeed);
      return { pair: null, run: 0 };
    },
    countOps: (count) => events.push(`${count} ops`),
  };
  withSeedSource(source, () => {
    nextOpSeed(1, 'random_uniform');
    nextOpSeed(2, 'random_uniform_int');
    nextOpSeed(3, 'random_normal');
    nextOpSeed(4, 'truncated_normal');
    countOps(5);
  });
  expect(events).toEqual([
    '3 ops', 1, '4 ops', '3 ops', 2, '1 ops', '3 ops', 3, '3 ops', '3 ops', 4, '3 ops', '5 ops',
  ]);
});
