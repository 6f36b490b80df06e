import type { OpSeed, SeedSource } from '@varscope/spec';
import { GraphSeeds, type GraphSeedsOptions, type Seed } from '@varscope/random';

/** The seeds of a graph; remembers which pairs it has given. */
export class RecordingSeeds implements SeedSource {
  readonly pairs: OpSeed['pair'][] = [];
  readonly #seeds: GraphSeeds;

  constructor(options: GraphSeedsOptions = {}) {
    this.#seeds = new GraphSeeds(options);
  }

  next(opSeed: Seed | null): OpSeed {
    const seed = this.#seeds.next(opSeed);
    this.pairs.push(seed.pair);
    return seed;
  }

  countOps(count: number): void {
    this.#seeds.countOps(count);
  }
}
