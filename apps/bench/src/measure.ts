import { keepAlive } from './keep-alive.js';

/** One of several ways to do the same thing. */
export interface Variant {
  readonly name: string;
  /** Does it `count` times, and gives something that depends on every one of them. */
  run(count: number): unknown;
  /** Clears up after every sample; not timed. */
  clear?(): void;
}

/** How long and how often to measure. */
export interface MeasureOptions {
  readonly rounds: number;
  /** How long one sample should take; long against the clock's resolution, short against the scheduler's. Default 1. */
  readonly sampleMilliseconds?: number;
  /** The operations of a sample, the same for every variant. Default: as many as fill it. */
  readonly operations?: number;
}

/** Microseconds for one operation in every round, in the order of the rounds. */
export type Samples = readonly number[];

/**
 * Times the variants in turn: every round takes one sample of each, so that whatever else the machine does hits all of
 * them alike, and the samples of one round can be compared with each other.
 */
export function measure(variants: readonly Variant[], options: MeasureOptions): Samples[] {
  const { rounds, sampleMilliseconds = 1, operations } = options;
  const counts = variants.map((variant) => calibrate(variant, sampleMilliseconds, operations));
  const samples = variants.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < variants.length; turn++) {
      const i = (round + turn) % variants.length; // nobody always comes first
      const count = counts[i] as number; // one for each variant, as below
      (samples[i] as number[]).push(time(variants[i] as Variant, count) / count);
    }
  }
  return samples;
}

/** Warms the variant up, and finds how many operations fill a sample, unless that is given. */
function calibrate(variant: Variant, sampleMilliseconds: number, operations?: number): number {
  const enough = sampleMilliseconds * 1000;
  let count = operations ?? 1;
  let fastest = Infinity;
  for (let spent = 0; spent < WARM_UP * enough; ) {
    const duration = time(variant, count);
    spent += duration;
    fastest = Math.min(fastest, duration / count);
    count = operations ?? Math.max(1, Math.ceil(Math.min(enough / fastest, 2 * count)));
  }
  return count;
}

/** Samples that go by before the first one counts. */
const WARM_UP = 30;

/** Microseconds for `count` operations. */
function time(variant: Variant, count: number): number {
  const start = performance.now();
  const result = variant.run(count);
  const duration = performance.now() - start;
  keepAlive(result);
  variant.clear?.();
  return duration * 1000;
}
