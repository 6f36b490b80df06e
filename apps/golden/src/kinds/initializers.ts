import type { DType, Shape } from '@varscope/spec';
import { withSeedSource, type Seed } from '@varscope/random';
import { expectSame, type RecordedCase } from '@varscope/recorded-cases';
import { compareStorage } from '../compare-storage.js';
import { compareTensor } from '../compare-tensor.js';
import { decodeArgument } from '../decode-argument.js';
import { createInitializer } from '../initializer-factories.js';
import type { Match, RecordedArguments, RecordedFile, RecordedStrings, RecordedTensor, SeedPair } from '../recorded.js';
import { RecordingSeeds } from '../recording-seeds.js';

interface InitializerCase {
  readonly id: string;
  readonly init: string;
  readonly args: RecordedArguments;
  readonly graph_seed: unknown;
  readonly shape: Shape;
  readonly dtype: DType | null;
  readonly kernel_seeds: readonly SeedPair[];
  readonly match: Match;
  readonly out: RecordedTensor | RecordedStrings;
}

/** `"kind": "initializers"`: the value of the first execution in a fresh graph. */
export function initializerCases(file: RecordedFile): RecordedCase[] {
  return (file.cases as readonly InitializerCase[]).map((recorded) => ({ id: recorded.id, check: () => check(recorded) }));
}

function check({ init, args, graph_seed, shape, dtype, kernel_seeds, match, out }: InitializerCase): void {
  const options = { seed: decodeArgument(graph_seed) as Seed | null };
  const seeds = new RecordingSeeds(options);
  const initializer = createInitializer(init, args);
  const values = withSeedSource(seeds, () => initializer.values(shape, dtype ?? undefined));
  const found = { dtype: dtype ?? (initializer.getConfig()['dtype'] as DType), shape, values };
  compareTensor(out, found, match);
  expectSame('seeds', kernel_seeds, seeds.pairs);
  compareStorage(found, () =>
    withSeedSource(new RecordingSeeds(options), () => createInitializer(init, args)(shape, dtype ?? undefined)),
  );
}
