import { latestCheckpoint, loadCheckpoint, Saver } from '@varscope/checkpoint';
import { saveSliceInfo, type FileSystem } from '@varscope/spec';
import { Graph, Variable } from '@varscope/store';

/** Where a program saves, and how. */
export interface SaveSteps {
  readonly files: FileSystem;
  readonly folder: string;
  /** Whether every save has a path of its own; otherwise each replaces the one before. */
  readonly hasSteps: boolean;
}

/** What the newest checkpoint of a folder holds; `null` without one. */
async function newestValues(files: FileSystem, folder: string): Promise<readonly number[] | null> {
  const path = await latestCheckpoint(folder, { files });
  if (path === null) return null;
  const reader = await loadCheckpoint(path, { files });
  try {
    const values: number[] = [];
    for (const name of ['step', 'weights', 'table']) {
      for (const value of (await reader.getValues(name)) as Iterable<number | bigint>) values.push(Number(value)); // of numbers
    }
    return values;
  } finally {
    await reader.close();
  }
}

/** Saves variables that all have the number of the step as their values, from the step after the newest checkpoint on, for ever. */
export async function saveSteps({ files, folder, hasSteps }: SaveSteps, onSaved: (step: number) => void): Promise<never> {
  const start = (await newestValues(files, folder))?.[0] ?? 0;
  using graph = new Graph({ initialization: 'deferred' });
  const weights = graph.run(() => new Variable(zeros, { name: 'weights', shape: [500], dtype: 'float32' }));
  const counter = graph.run(() => new Variable(zeros, { name: 'step', shape: [], dtype: 'int64' }));
  const shards = graph.run(() => [0, 21, 42].map(makeShard));
  const saver = new Saver([weights, ...shards, counter], { maxToKeep: 2, saveRelativePaths: true, files });
  for (let step = start + 1; ; step++) {
    weights.assign(new Float32Array(500).fill(step));
    for (const shard of shards) shard.assign(Array.from({ length: SHARD_ROWS }, () => new Float32Array(8).fill(step)));
    counter.assign(step);
    await saver.save(`${folder}/m`, { globalStep: hasSteps ? step : null, makeFolder: true });
    onSaved(step);
  }
}

const SHARD_ROWS = 21;

/** Rows of a table of 63, from one on. */
function makeShard(row: number, index: number): Variable {
  const shard = new Variable(zeros, { name: `table/part_${index}`, shape: [SHARD_ROWS, 8], dtype: 'float32' });
  shard.saveSliceInfo = saveSliceInfo('table', [63, 8], [row, 0], [SHARD_ROWS, 8]);
  return shard;
}

/** Never called: nothing is initialized before it is assigned. */
function zeros(): never {
  throw new Error('An initializer has run.');
}

/** What is wrong with the newest checkpoint of a folder; `null` when it is whole, and not older than the step that was promised. */
export async function findProblem(files: FileSystem, folder: string, promised: number): Promise<string | null> {
  try {
    const values = await newestValues(files, folder);
    if (values === null) return 'there is no checkpoint';
    const [step] = values;
    if (!values.every((value) => value === step)) return `the checkpoint of step ${step} mixes values`;
    return step! < promised ? `the checkpoint is of step ${step}, and step ${promised} had been saved` : null; // it has values
  } catch (error) {
    return String(error);
  }
}
