import type { OpSeed, SeedSource } from '@varscope/spec';
import { expect, test } from 'vitest';
import { readRecorded } from '../testdata/read-recorded.js';
import { GraphSeeds } from './graph-seeds.js';
import type { RandomOp } from './random-ops.js';
import { nextOpSeed, withSeedSource } from './seed-source.js';
import type { Seed } from './truncate-seed.js';

type Step =
  | { readonly placeholder: 1 }
  | { readonly setRandomSeed: number }
  | { readonly constants: number }
  | { readonly op: RandomOp; readonly seed: number | null };
type Expected = readonly (readonly [variable: string, seeds: OpSeed['pair'], opsAfter: number])[];

interface Graph {
  readonly graphSeed: number | null;
  readonly steps: readonly Step[];
  readonly counter: Expected;
  readonly opCount: Expected;
}

const { cases } = readRecorded<{ cases: readonly Graph[] }>('graph-seeds.json');
const { sequences } = readRecorded<{ sequences: readonly (readonly [Seed, unknown])[] }>('seeds.json');

/** TensorFlow's ops for a variable beside those of its initializer: the variable, its assignment, a read. */
const OPS_OF_VARIABLE = 3;

/** Builds the graph as initializers and a store do, and tells the seeds of each variable and the ops after it. */
function build(graph: Graph, seeds: GraphSeeds): unknown[] {
  let ops = 0;
  const source: SeedSource = {
    next: (opSeed) => seeds.next(opSeed),
    countOps(count) {
      ops += count;
      seeds.countOps(count);
    },
  };
  const variables: unknown[] = [];
  const addVariable = (pair: OpSeed['pair']): void => {
    source.countOps?.(OPS_OF_VARIABLE);
    variables.push([pair, ops]);
  };
  for (const step of graph.steps) {
    if ('placeholder' in step) source.countOps?.(1);
    else if ('setRandomSeed' in step) seeds.setSeed(step.setRandomSeed);
    else if ('op' in step) addVariable(withSeedSource(source, () => nextOpSeed(step.seed, step.op)).pair);
    else {
      source.countOps?.(step.constants);
      addVariable(null);
    }
  }
  return variables;
}

test.each(cases.map((graph, index) => [index, graph] as const))(
  'gives the seeds of recorded graph %i under both rules',
  (_, graph) => {
    const counter = build(graph, new GraphSeeds({ seed: graph.graphSeed }));
    const opCount = build(graph, new GraphSeeds({ seed: graph.graphSeed, implicitSeeds: 'op-count' }));
    expect(counter).toEqual(graph.counter.map(([, ...expected]) => expected));
    expect(opCount).toEqual(graph.opCount.map(([, ...expected]) => expected));
  },
);

test.each(sequences)('counts the ops without a seed in a graph of seed %s', (seed, expected) => {
  const seeds = new GraphSeeds({ seed });
  expect([1, 2, 3, 4].map(() => seeds.next(null).pair)).toEqual(expected);
});

test('does not count an op with a seed of its own', () => {
  const seeds = new GraphSeeds({ seed: 1 });
  expect([seeds.next(9).pair, seeds.next(null).pair]).toEqual([[1, 9], [1, 0]]);
});

test('counts from the first op after the seed is set', () => {
  const seeds = new GraphSeeds();
  expect(seeds.next(null).pair).toBeNull();
  seeds.setSeed(5);
  expect(seeds.next(null).pair).toEqual([5, 0]);
});

test('goes on counting when the seed is set again', () => {
  const seeds = new GraphSeeds({ seed: 5 });
  seeds.next(null);
  seeds.setSeed(5);
  expect([seeds.seed, seeds.next(null).pair]).toEqual([5, [5, 1]]);
});
