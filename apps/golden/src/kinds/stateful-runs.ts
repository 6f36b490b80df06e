import type { DType, Shape } from '@varscope/spec';
import { RecordedSeeds, withSeedSource } from '@varscope/random';
import { expectSame, type RecordedCase } from '@varscope/recorded-cases';
import { compareTensor } from '../compare-tensor.js';
import { createInitializer } from '../initializer-factories.js';
import type { Match, RecordedArguments, RecordedFile, RecordedTensor, SeedPair } from '../recorded.js';
import { RecordingSeeds } from '../recording-seeds.js';

interface RunsCase {
  readonly id: string;
  readonly init: string;
  readonly args: RecordedArguments;
  readonly shape: Shape;
  readonly dtype: DType | null;
  readonly kernel_seeds: readonly SeedPair[];
  readonly match: Match;
  readonly runs: readonly RecordedTensor[];
}

/** `"kind": "stateful_runs"`: the same op executed several times in a session. */
export function statefulRunsCases(file: RecordedFile): RecordedCase[] {
  return (file.cases as readonly RunsCase[]).map((recorded) => ({ id: recorded.id, check: () => check(recorded) }));
}

function check({ init, args, shape, dtype: called, kernel_seeds, match, runs }: RunsCase): void {
  const initializer = createInitializer(init, args);
  const dtype = called ?? (initializer.getConfig()['dtype'] as DType);
  const graph = new RecordingSeeds();
  const op = new RecordedSeeds(graph);
  for (const run of runs) {
    op.begin();
    const values = withSeedSource(op, () => initializer.values(shape, dtype));
    compareTensor(run, { dtype, shape, values }, match);
  }
  expectSame('seeds', kernel_seeds, graph.pairs);
}
