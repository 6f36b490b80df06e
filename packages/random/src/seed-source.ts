import type { OpSeed, SeedSource } from '@varscope/spec/seed-source';
import { AsyncScopeError } from '@varscope/spec/errors';
import { RANDOM_OPS, type RandomOp } from './random-ops.js';
import { seedPair } from './seed-pair.js';
import type { Seed } from './truncate-seed.js';

/** The ambient source of seeds: the one piece of state of this package. */
const ambient: { source: SeedSource | null; resolve: () => SeedSource | null } = { source: null, resolve: () => null };

/** Makes `resolve` answer where no `withSeedSource` is active: how the current graph becomes the source of seeds. */
export function installSeedSource(resolve: () => SeedSource | null): void {
  ambient.resolve = resolve;
}

/**
 * Runs `body` with `source` giving the seeds of its random ops, and restores the former source. The source cannot
 * follow an `await`: a body that returns a promise throws `AsyncScopeError`.
 */
export function withSeedSource<T>(source: SeedSource, body: () => T): T {
  const former = ambient.source;
  ambient.source = source;
  try {
    const result = body();
    if (result instanceof Promise) throw new AsyncScopeError('A body of withSeedSource must not be async.');
    return result;
  } finally {
    ambient.source = former;
  }
}

/**
 * The seeds of the next random op: from the ambient source, else from `opSeed` alone as in a graph without a seed.
 * `op` tells which function of TensorFlow makes it, so that the ops of the graph are counted as TensorFlow makes them.
 */
export function nextOpSeed(opSeed: Seed | null, op: RandomOp): OpSeed {
  const source = currentSource();
  if (source === null) return { pair: seedPair(null, opSeed), run: 0 };
  source.countOps?.(RANDOM_OPS[op].before);
  const seed = source.next(opSeed);
  source.countOps?.(RANDOM_OPS[op].after);
  return seed;
}

/** Tells the ambient source that TensorFlow makes `count` ops here that draw no numbers. */
export function countOps(count: number): void {
  currentSource()?.countOps?.(count);
}

function currentSource(): SeedSource | null {
  return ambient.source ?? ambient.resolve();
}
