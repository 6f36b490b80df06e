import { GraphSeeds, withSeedSource, type Seed } from '@varscope/random';
import { truncatedNormalInitializer, uniformUnitScalingInitializer } from '@varscope/initializers';
import { Difference, expectSame, type RecordedCase } from '@varscope/recorded-cases';
import { isClose } from '../compare-tensor.js';
import { decodeArgument } from '../decode-argument.js';
import type { RecordedFile, SeedPair } from '../recorded.js';

interface SeedFile extends RecordedFile {
  readonly cases: readonly SeedCase[];
  readonly published_tf1_outputs: readonly PublishedOutput[];
}

interface SeedCase {
  readonly id: string;
  readonly graph_seed: unknown;
  readonly op_seed: unknown;
  readonly seeds: SeedPair | null;
  /** The first four ops of a graph that have no seed. */
  readonly sequence_counter_rule?: readonly SeedPair[];
}

/** What a program of TF 1.x printed. */
interface PublishedOutput {
  readonly graph_seed: number;
  readonly seeds: SeedPair;
  readonly what: string;
  readonly printed: readonly number[];
}

/** `"kind": "get_seed"`: the attributes of random ops, and values that programs of TF 1.x printed. */
export function seedCases(recorded: RecordedFile): RecordedCase[] {
  const file = recorded as SeedFile; // of this kind
  return [
    ...file.cases.map((seedCase) => ({ id: seedCase.id, check: () => checkPair(seedCase) })),
    ...file.published_tf1_outputs.map((output, index) => ({
      id: `published_tf1_outputs/${index}`,
      check: () => checkPublished(output),
    })),
  ];
}

function checkPair({ graph_seed, op_seed, seeds, sequence_counter_rule = [] }: SeedCase): void {
  const seed = decodeArgument(graph_seed) as Seed | null;
  expectSame('seeds', seeds, new GraphSeeds({ seed }).next(decodeArgument(op_seed) as Seed | null).pair);
  const graph = new GraphSeeds({ seed });
  expectSame('sequence', sequence_counter_rule, sequence_counter_rule.map(() => graph.next(null).pair));
}

const INITIALIZERS = {
  'truncated_normal shape [1], mean 0, stddev 1': { initializer: truncatedNormalInitializer(), shape: [1] },
  'uniform_unit_scaling shape [1,5]': { initializer: uniformUnitScalingInitializer(), shape: [1, 5] },
};

/** Ops of the initializer itself that come before its random op. */
const OWN_OPS = 3;

function checkPublished({ graph_seed, seeds, what, printed }: PublishedOutput): void {
  const found = INITIALIZERS[what as keyof typeof INITIALIZERS];
  if (found === undefined) throw new Error(`cannot run "${what}"`);
  const graph = new GraphSeeds({ seed: graph_seed, implicitSeeds: 'op-count' });
  graph.countOps(seeds[1] - OWN_OPS);
  const values = withSeedSource(graph, () => found.initializer.values(found.shape));
  printed.forEach((expected, index) => {
    // The C library of that time was off by an ulp here and there.
    const value = (values as Float32Array)[index] as number; // as many as were printed
    if (!isClose(expected, value, { rtol: 2 ** -23 })) throw new Difference(`${what}, element ${index}`, expected, value);
  });
}
