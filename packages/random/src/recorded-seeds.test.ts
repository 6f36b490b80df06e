import { expect, test } from 'vitest';
import { GraphSeeds } from './graph-seeds.js';
import { RecordedSeeds } from './recorded-seeds.js';
import { nextOpSeed, withSeedSource } from './seed-source.js';

/** An initializer with two random ops. */
const drawTwo = (): unknown[] => [nextOpSeed(null, 'random_normal'), nextOpSeed(7, 'random_normal')];

function execute(seeds: RecordedSeeds): unknown[] {
  seeds.begin();
  return withSeedSource(seeds, drawTwo);
}

test('gives the seeds of the first execution again, with the number of the execution', () => {
  const graph = new GraphSeeds({ seed: 1 });
  const seeds = new RecordedSeeds(graph);
  expect(execute(seeds)).toEqual([
    { pair: [1, 0], run: 0, replayed: false },
    { pair: [1, 7], run: 0, replayed: false },
  ]);
  expect(execute(seeds)).toEqual([
    { pair: [1, 0], run: 1, replayed: true },
    { pair: [1, 7], run: 1, replayed: true },
  ]);
  expect(graph.next(null).pair).toEqual([1, 1]);
});

test('takes reserved seeds when they are reserved, not when they are used', () => {
  const graph = new GraphSeeds({ seed: 1 });
  const seeds = new RecordedSeeds(graph);
  seeds.reserve(drawTwo);
  graph.setSeed(2);
  expect(graph.next(null).pair).toEqual([2, 1]);
  expect(execute(seeds)).toEqual([
    { pair: [1, 0], run: 0, replayed: true },
    { pair: [1, 7], run: 0, replayed: true },
  ]);
});

test('counts the ops of one pass only', () => {
  const executed = new GraphSeeds({ seed: 1, implicitSeeds: 'op-count' });
  const unreserved = new RecordedSeeds(executed);
  execute(unreserved);
  execute(unreserved);
  const planned = new GraphSeeds({ seed: 1, implicitSeeds: 'op-count' });
  const reserved = new RecordedSeeds(planned);
  reserved.reserve(drawTwo);
  execute(reserved);
  expect([executed.next(null).pair, planned.next(null).pair]).toEqual([[1, 12], [1, 12]]);
});

test('takes from the source what an execution draws beyond what was reserved', () => {
  const seeds = new RecordedSeeds(new GraphSeeds({ seed: 1 }));
  seeds.reserve(() => nextOpSeed(null, 'random_normal'));
  execute(seeds);
  expect(execute(seeds)).toMatchObject([{ pair: [1, 0] }, { pair: [1, 7] }]);
});

test('replays any execution that it is told', () => {
  const seeds = new RecordedSeeds(new GraphSeeds({ seed: 1 }));
  execute(seeds);
  seeds.begin(5);
  expect(seeds.next(null)).toEqual({ pair: [1, 0], run: 5, replayed: true });
  expect(execute(seeds)).toMatchObject([{ run: 6 }, { run: 6 }]);
});
