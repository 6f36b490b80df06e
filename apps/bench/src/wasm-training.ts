import '@tensorflow/tfjs-backend-cpu';
import {
  Conv2DBackpropFilter, dispose, engine, randomNormal, randomUniform, setBackend, slice, unsortedSegmentSum, type Rank,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { initializeWasm } from '@varscope/backend-wasm';
import type { Benchmark, Report, Row, RunOptions } from './benchmark.js';
import { createConvolutionalNetwork } from './convolutional-network.js';
import { measure, type Samples } from './measure.js';
import { summarize } from './summarize.js';

/** What one part found. */
type Found = Pick<Report, 'rows' | 'targets'>;

/** Something to time on both backends: made on the current one. */
interface Subject {
  run(): void;
  dispose(): void;
}

/** The kernels of the wasm backend that train, beside tfjs's cpu backend in the same run. */
export const wasmTraining: Benchmark = {
  name: 'wasm-training',
  describe: 'the gradients of a convolution and a lookup, and a step of a convolutional network, on wasm with one thread, and on cpu',
  async run(options) {
    const backend = await initializeWasm({ threads: false });
    try {
      const found = [await filterGradient(options), lookupGradient(options), await networkStep(options)];
      return {
        rows: found.flatMap(({ rows }) => rows),
        targets: found.flatMap(({ targets }) => targets),
        notes: ['The cpu backend is timed once, and before it is warm: what it does takes seconds.'],
      };
    } finally {
      backend.dispose();
    }
  },
};

async function filterGradient({ quick }: RunOptions): Promise<Found> {
  const [batch, side] = quick ? [1, 7] : [8, 28];
  const attributes = { strides: 1, pad: 'same', dataFormat: 'NHWC', filterShape: [3, 3, 32, 64] };
  const { rows, wasm, cpu } = await onBoth(`weight gradient of conv2d, ${batch}×${side}×${side}×32→64, 3×3`, quick, () => {
    const inputs = { x: randomNormal([batch, side, side, 32]), dy: randomNormal([batch, side, side, 64]) };
    return {
      run: () => engine().runKernel<Tensor>(Conv2DBackpropFilter, inputs, attributes).dispose(),
      dispose: () => dispose(inputs),
    };
  });
  return {
    rows,
    targets: [
      { text: 'weight gradient of conv2d', value: wasm, unit: 'ms', limit: 40, direction: 'at most' },
      { text: 'weight gradient of conv2d: times cpu', value: cpu / wasm, unit: '×', limit: quick ? 20 : 300, direction: 'at least' },
    ],
  };
}

/** What a step of an embedding does to its table, beside a copy of the same bytes in the same memory. */
function lookupGradient({ quick }: RunOptions): Found {
  const [lookups, words, width] = quick ? [256, 100, 128] : [65536, 20000, 128];
  const dy = randomNormal<Rank.R2>([lookups, width]);
  const ids = randomUniform<Rank.R1>([lookups], 0, words, 'int32');
  const variants = [
    { name: 'sum', run: () => unsortedSegmentSum(dy, ids, words).dispose() },
    { name: 'copy', run: () => slice(dy, 0, lookups).dispose() },
  ];
  const [sums, copies] = measure(variants, { rounds: quick ? 3 : 50, operations: 1 }) as [Samples, Samples]; // as many
  dispose([dy, ids]);
  const bytes = dy.size * 4;
  const moved = { sum: 3 * bytes + words * width * 4, copy: 2 * bytes }; // read, read and written; the table written before
  const speed = (samples: Samples, bytes: number): number => bytes / 1e3 / summarize(samples).min;
  const [sumSpeed, copySpeed] = [speed(sums, moved.sum), speed(copies, moved.copy)];
  const what = `${lookups} lookups of ${width} floats in a table of ${words}`;
  return {
    rows: [
      inMilliseconds(`gradient of ${what}`, sums),
      inMilliseconds('copy of the same gradient', copies),
      { variant: 'gradient of lookups, bytes moved', unit: 'GB/s', median: sumSpeed },
      { variant: 'copy, bytes moved', unit: 'GB/s', median: copySpeed },
    ],
    targets: [
      { text: 'gradient of lookups / copy, bytes a second', value: sumSpeed / copySpeed, unit: '×', limit: 0.5, direction: 'at least' },
    ],
  };
}

async function networkStep({ quick }: RunOptions): Promise<Found> {
  const batch = 8; // as many as the cpu backend does in seconds
  const { rows, wasm, cpu } = await onBoth(`a step of a convolutional network on 28×28, batch ${batch}`, quick, () =>
    createConvolutionalNetwork(batch));
  const largeBatch = 128;
  const network = createConvolutionalNetwork(largeBatch);
  const row = inMilliseconds(`the same on wasm, batch ${largeBatch}`, timed(network, quick ? 3 : 30));
  network.dispose();
  return {
    rows: [...rows, row],
    targets: [{ text: 'a step of a convolutional network: times cpu', value: cpu / wasm, unit: '×', limit: 20, direction: 'at least' }],
  };
}

/** Times what `create` makes, on the wasm backend, and once on the cpu backend; in milliseconds. */
async function onBoth(
  what: string, quick: boolean, create: () => Subject,
): Promise<{ rows: Row[]; wasm: number; cpu: number }> {
  const onWasm = create();
  const row = inMilliseconds(`${what}: wasm`, timed(onWasm, quick ? 3 : 50));
  onWasm.dispose();
  await setBackend('cpu');
  const onCpu = create();
  const start = performance.now();
  onCpu.run();
  const cpu = performance.now() - start;
  onCpu.dispose();
  await setBackend('wasm');
  return { rows: [row, { variant: `${what}: cpu`, unit: 'ms', median: cpu }], wasm: row.median, cpu };
}

function timed(subject: Subject, rounds: number): Samples {
  return measure([{ name: '', run: () => subject.run() }], { rounds, operations: 1 })[0] as Samples; // one variant
}

function inMilliseconds(variant: string, samples: Samples): Row {
  return { variant, unit: 'ms', ...summarize(samples.map((microseconds) => microseconds / 1000)) };
}
