import type { OpSeed, SeedSource } from '@varscope/spec/seed-source';
import { withSeedSource } from './seed-source.js';
import type { Seed } from './truncate-seed.js';

/**
 * The random ops of one initializer: the first pass takes their seeds from a source, every later pass gives the same
 * seeds again. The executions are numbered, so that the second continues the streams of the first, as the kernels of a
 * TensorFlow session do.
 */
export class RecordedSeeds implements SeedSource {
  readonly #source: SeedSource;
  readonly #pairs: OpSeed['pair'][] = [];
  #isRecording = true;
  #next = 0;
  #executions = 0;

  constructor(source: SeedSource) {
    this.#source = source;
  }

  /** Takes the seeds ahead of the first execution: `draw` asks for them, in the order in which the execution will. */
  reserve(draw: () => void): void {
    withSeedSource(this, draw);
    this.#isRecording = false;
    this.#next = 0;
  }

  /** Starts an execution, the next one by default: the first (unless reserved) records, the later ones replay. */
  begin(execution: number = this.#executions): void {
    if (this.#executions > 0) this.#isRecording = false;
    this.#executions = execution + 1;
    this.#next = 0;
  }

  next(opSeed: Seed | null): OpSeed {
    const replayed = this.#next < this.#pairs.length;
    if (!replayed) this.#pairs.push(this.#source.next(opSeed).pair);
    // The entry exists: it was there or has just been pushed.
    const pair = this.#pairs[this.#next++] as OpSeed['pair'];
    return { pair, run: Math.max(0, this.#executions - 1), replayed };
  }

  countOps(count: number): void {
    if (this.#isRecording) this.#source.countOps?.(count);
  }
}
