import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { mkdtemp, open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFiles } from '@varscope/files';
import type { FileSystem, TensorToWrite } from '@varscope/spec';
import { openTensorBundle, writeTensorBundle } from '@varscope/tensor-bundle';
import type { Benchmark, Report, Row, Target } from './benchmark.js';
import { summarize, type Summary } from './summarize.js';

/** Tensors of one size, and the seconds that TensorFlow took for them. */
interface Checkpoint {
  readonly name: string;
  readonly count: number;
  /** Bytes of each. */
  readonly size: number;
  readonly restore: number;
  readonly save: number;
}

const CHECKPOINTS: readonly Checkpoint[] = [
  { name: '16 × 64 MB', count: 16, size: 2 ** 26, restore: 0.35, save: 1.08 },
  { name: '20,000 × 54 KB', count: 20_000, size: 54_000, restore: 0.76, save: 2.44 },
];
const QUICK: readonly Checkpoint[] = CHECKPOINTS.map((checkpoint) => {
  return { ...checkpoint, count: Math.ceil(checkpoint.count / 40), size: 50_000 };
});
const LISTING = 0.1;
const TENSORFLOW_LISTING = 0.03;
/** What reading may take beside the variables: a buffer, and the lists of what is read. */
const BESIDE_MEGABYTES = 64;

/** One way to read or write the tensors of a checkpoint. */
interface Way {
  readonly name: string;
  run(): Promise<void> | void;
}

/** Opening, restoring and saving TensorFlow's checkpoints, from and to the page cache. */
export const checkpoints: Benchmark = {
  name: 'checkpoints',
  describe: 'seconds to list, restore and save checkpoints, checksums verified, beside plain reading and writing of the same bytes',
  async run({ quick }) {
    const reports: Report[] = [];
    for (const checkpoint of quick ? QUICK : CHECKPOINTS) {
      const folder = await mkdtemp(join(tmpdir(), 'varscope-bench-'));
      try {
        reports.push(await measureCheckpoint(checkpoint, folder, quick ? 3 : 7));
      } finally {
        await rm(folder, { recursive: true });
      }
    }
    return {
      rows: reports.flatMap(({ rows }) => rows),
      targets: quick ? [] : reports.flatMap(({ targets }) => targets),
      notes: [
        'TensorFlow: its raw operations, recorded once on a machine with two cores: restore 0.35 s and 0.76 s, save 1.08 s and 2.44 s,',
        `opening and listing 20,000 names ${TENSORFLOW_LISTING} s. It flushes nothing to the disk: its saves are to be compared with those`,
        'that are not flushed.',
      ],
    };
  },
};

async function measureCheckpoint(checkpoint: Checkpoint, folder: string, rounds: number): Promise<Report> {
  const values = makeValues(checkpoint);
  const names = values.map((_, i) => `model/layer_${String(i).padStart(5, '0')}/kernel`);
  const tensors = values.map((data, i): TensorToWrite => ({ name: names[i]!, dtype: 'uint8', shape: [data.length], data })); // one each
  const path = join(folder, 'model.ckpt');
  await writeTensorBundle(path, tensors);
  await rename(`${path}.data-00000-of-00001`, join(folder, 'data')); // where no save replaces it
  const files = withData(join(folder, 'data'));
  let besideBytes = 0;
  const ways: Way[] = [
    { name: 'list', run: async () => await (await openTensorBundle({ files, path })).close() },
    { name: 'plain reading', run: () => readPlainly(join(folder, 'data'), values) },
    { name: 'restore', run: async () => { besideBytes = Math.max(besideBytes, await restore(files, path, names, values)); } },
    { name: 'plain writing', run: () => writePlainly(join(folder, 'plain'), values) },
    { name: 'save, not flushed', run: () => writeTensorBundle({ files: unflushed(), path: join(folder, 'saved') }, tensors) },
    { name: 'save, flushed to the disk', run: () => writeTensorBundle(join(folder, 'flushed'), tensors) },
  ];
  const samples = ways.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [i, way] of ways.entries()) {
      const start = performance.now();
      await way.run();
      if (round >= 0) samples[i]!.push((performance.now() - start) / 1000); // the first one warms up
    }
  }
  return tell(checkpoint, ways, samples.map(summarize), besideBytes / 2 ** 20);
}

function tell({ name, restore: restoring, save }: Checkpoint, ways: readonly Way[], times: readonly Summary[], beside: number): Report {
  const rows = ways.map((way, i): Row => ({ variant: `${name}: ${way.name}`, unit: 's', ...times[i]! })); // one each
  const limits: Readonly<Record<string, number>> = { 'list': LISTING, 'restore': restoring, 'save, flushed to the disk': save };
  const targets = ways.flatMap((way, i): Target[] => {
    const limit = limits[way.name];
    return limit === undefined ? [] : [{ text: `${name}: ${way.name}`, value: times[i]!.median, unit: 's', limit, direction: 'at most' }];
  });
  const text = `${name}: memory beside the variables`;
  return {
    rows: [...rows, { variant: text, unit: 'MB', median: beside }],
    targets: [...targets, { text, value: beside, unit: 'MB', limit: BESIDE_MEGABYTES, direction: 'at most' }],
    notes: [],
  };
}

/** Variables with values, all of whose memory is there. */
function makeValues({ count, size }: Checkpoint): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => {
    const value = new Uint8Array(size);
    for (let at = 0; at < size; at += 8) value[at] = i + (at >> 9);
    return value;
  });
}

/** Restores the variables in place; gives the bytes that the process grew meanwhile. */
async function restore(files: FileSystem, path: string, names: readonly string[], values: readonly Uint8Array[]): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const reader = await openTensorBundle({ files, path });
  let count = 0;
  const onTensor = (): void => {
    if (count++ % 1000 < 16) most = Math.max(most, process.memoryUsage.rss());
  };
  await reader.readAll(names.map((name, i) => ({ name, into: values[i]! })), { onTensor }); // one each
  await reader.close();
  return Math.max(most, process.memoryUsage.rss()) - before;
}

function readPlainly(path: string, values: readonly Uint8Array[]): void {
  const file = openSync(path, 'r');
  for (const value of values) readSync(file, value);
  closeSync(file);
}

function writePlainly(path: string, values: readonly Uint8Array[]): void {
  const file = openSync(path, 'w');
  for (const value of values) writeSync(file, value);
  closeSync(file);
}

/** The disk, with the data file elsewhere. */
function withData(data: string): FileSystem {
  const files = nodeFiles();
  return { ...files, open: (path) => files.open(path.endsWith('.index') ? path : data) };
}

/** The disk, without waiting until files are on it. */
function unflushed(): FileSystem {
  return {
    ...nodeFiles(),
    create: async (path) => {
      const temporary = `${path}.unflushed`;
      const file = await open(temporary, 'w');
      return {
        path,
        write: async (bytes) => {
          await file.write(bytes);
        },
        commit: async () => {
          await file.close();
          await rename(temporary, path);
        },
        abort: async () => await file.close(),
      };
    },
  };
}
