/** What is asked of a run. */
export interface RunOptions {
  /** Fewer rounds and smaller sizes: enough to see that everything works, too few for numbers to quote. */
  readonly quick: boolean;
}

/** One line of the table: a way of doing something, and what it cost. */
export interface Row {
  readonly variant: string;
  /** What the three numbers count, for example `µs` for one operation. */
  readonly unit: string;
  readonly median: number;
  /** Absent where the number was not measured here, or is no sample. */
  readonly min?: number;
  readonly p90?: number;
  readonly operationsPerSecond?: number;
}

/** A number that is to be reached. */
export interface Target {
  readonly text: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number;
  /** Whether the value must not be above the limit, or not below it. */
  readonly direction: 'at most' | 'at least';
}

/** What one benchmark found. */
export interface Report {
  readonly rows: readonly Row[];
  readonly targets: readonly Target[];
  /** Where numbers come from that were not measured here, and whatever else a reader must know. */
  readonly notes: readonly string[];
}

/** A benchmark: one file, which exports one of these. */
export interface Benchmark {
  /** What it is called on the command line. */
  readonly name: string;
  /** One sentence: what is measured. */
  readonly describe: string;
  run(options: RunOptions): Report | Promise<Report>;
}
