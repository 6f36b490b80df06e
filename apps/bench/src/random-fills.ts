import { fillNormal, fillTruncatedNormal, fillUniform, FillWorkers } from '@varscope/random';
import type { Benchmark, Row, Target } from './benchmark.js';
import { measure, type Samples } from './measure.js';
import { summarize } from './summarize.js';

const SEED = { pair: [87654321, 42], run: 0 } as const;
const GLOROT = { minval: -0.1, maxval: 0.1 } as const;

/** A distribution, and how many millions of elements a second TensorFlow's kernel makes of it on one thread. */
interface Distribution {
  readonly name: string;
  readonly tensorflow: number;
  readonly fill: (out: Float32Array) => void;
  readonly fillWith: (workers: FillWorkers, out: Float32Array) => Promise<void>;
}

const DISTRIBUTIONS: readonly Distribution[] = [
  {
    name: 'uniform',
    tensorflow: 230,
    fill: (out) => fillUniform(out, SEED),
    fillWith: (workers, out) => workers.fillUniform(out, SEED),
  },
  {
    name: 'glorot uniform',
    tensorflow: 215,
    fill: (out) => fillUniform(out, SEED, GLOROT),
    fillWith: (workers, out) => workers.fillUniform(out, SEED, GLOROT),
  },
  {
    name: 'normal',
    tensorflow: 87,
    fill: (out) => fillNormal(out, SEED),
    fillWith: (workers, out) => workers.fillNormal(out, SEED),
  },
  {
    name: 'truncated normal',
    tensorflow: 45,
    fill: (out) => fillTruncatedNormal(out, SEED),
    fillWith: (workers, out) => workers.fillTruncatedNormal(out, SEED),
  },
];
const WORKERS = 2;
/** From this size on, for each thread, a fill has a speed to reach. */
const LARGE = 1e6;
/** Buffers and code of the threads and this one: what a fill may take beside the array, whatever its length. */
const CONSTANT_MEGABYTES = 64;

/** Random float32 into an array, on one thread and on two. */
export const randomFills: Benchmark = {
  name: 'random',
  describe: `float32 numbers into an array, by the size of the array; on one thread, and in ${WORKERS} workers`,
  async run({ quick }) {
    const sizes = quick ? [1e5] : [1e6, 1e7, 1e8];
    const results: { rows: Row[]; targets: Target[] }[] = [];
    await using workers = new FillWorkers(WORKERS);
    for (const size of sizes) {
      const out = new Float32Array(new SharedArrayBuffer(size * 4)).fill(1); // touched: all pages are there
      const before = process.memoryUsage.rss();
      results.push(oneThread(out, quick ? 3 : 9), await inWorkers(workers, out, quick ? 3 : 9));
      const megabytes = (process.memoryUsage.rss() - before) / 2 ** 20;
      results.push({ rows: [{ variant: `memory beside the array of ${size}`, unit: 'MB', median: megabytes }], targets: [
        { text: `memory beside the array of ${size}`, value: megabytes, unit: 'MB', limit: CONSTANT_MEGABYTES, direction: 'at most' },
      ] });
    }
    return {
      rows: results.flatMap(({ rows }) => rows),
      targets: results.flatMap(({ targets }) => targets),
      notes: [
        'Targets: the speed of the C++ kernels of TensorFlow 2.21 on one thread, recorded once on a machine with two cores;',
        'in workers twice that.',
      ],
    };
  },
};

function oneThread(out: Float32Array, rounds: number): { rows: Row[]; targets: Target[] } {
  const variants = DISTRIBUTIONS.map(({ name, fill }) => ({
    name,
    run(count: number): Float32Array {
      for (let i = 0; i < count; i++) fill(out);
      return out;
    },
  }));
  const samples = measure(variants, { rounds, sampleMilliseconds: 10 });
  return tell(out.length, '', samples, 1);
}

/** The workers resolve later, so `measure` cannot time them. */
async function inWorkers(workers: FillWorkers, out: Float32Array, rounds: number): Promise<{ rows: Row[]; targets: Target[] }> {
  const samples = DISTRIBUTIONS.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [i, { fillWith }] of DISTRIBUTIONS.entries()) {
      const start = performance.now();
      await fillWith(workers, out);
      if (round >= 0) samples[i]?.push((performance.now() - start) * 1000); // the first one warms up
    }
  }
  return tell(out.length, `, ${WORKERS} workers`, samples, WORKERS);
}

function tell(size: number, how: string, samples: readonly Samples[], threads: number): { rows: Row[]; targets: Target[] } {
  const rows = DISTRIBUTIONS.map(({ name }, i): Row => {
    const { median, min, p90 } = summarize((samples[i] as Samples).map((microseconds) => microseconds / 1000)); // one for each
    const variant = `${name}, ${size.toExponential()}${how}`;
    return { variant, unit: 'ms', median, min, p90, operationsPerSecond: (size / median) * 1000 };
  });
  const isLarge = size >= LARGE * threads;
  const targets = rows.filter(() => isLarge).map(({ variant, operationsPerSecond }, i): Target => ({
    text: variant,
    value: (operationsPerSecond ?? 0) / 1e6,
    unit: 'million elements a second',
    limit: (DISTRIBUTIONS[i] as Distribution).tensorflow * threads, // as many rows
    direction: 'at least',
  }));
  return { rows, targets };
}
