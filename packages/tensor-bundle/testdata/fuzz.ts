// Reads checkpoints that `mutate.ts` has damaged. What must come of it: the value that was there, or an error of
// Varscope; soon, and without more memory than the files have bytes and a constant.
import { readdirSync, readFileSync } from 'node:fs';
import type { StoredTensor, TensorData, TensorReader, TensorSlice } from '@varscope/spec';
import { VarscopeError } from '@varscope/spec/errors';
import { openTensorBundle } from '../src/open-tensor-bundle.js';
import { createRandom, knowTable, mutateBlock, mutateBytes, mutateEntries, type KnownTable, type Random } from './mutate.js';

export interface FuzzReport {
  readonly mutations: number;
  /** How many were opened, and how many tensors were read of them. */
  readonly opened: number;
  readonly read: number;
  /** What went wrong, each with the number of the mutation. */
  readonly failures: readonly string[];
  /** The largest array made, less the size of the files. */
  readonly mostBytes: number;
  readonly slowestMilliseconds: number;
}

interface Subject {
  readonly name: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly tables: ReadonlyMap<string, KnownTable>;
  readonly values: ReadonlyMap<string, { readonly stored: StoredTensor; readonly data: TensorData }>;
}

/** Beyond the size of the files: a few buffers of a fixed size. */
const ALLOWANCE = 2 ** 20;
/** Eight bytes of a number can take one in a V1 file. */
const V1_FACTOR = 8;
const LONGEST_MILLISECONDS = 5000;
const MOST_FAILURES = 20;

const FOLDERS = [
  'corrupt/base', 'corrupt/base-v1', 'corrupt/base-sharded', 'v2-single', 'v2-slices', 'v2-merged', 'v2-rare-dtypes', 'v1-single',
  'v1-partitioned', 'v1-sharded', 'v2-names', 'v2-optimizer', 'snappy-index-small-blocks', 'big-endian', 'v1-dtypes', 'v2-partitioned',
];
const RECORDED = new URL('../../../apps/checkpoints/recorded/', import.meta.url);

/** Damages and reads checkpoints. Mutation `n` of a seed is always the same: `first` goes on from one. */
export async function fuzz(
  { mutations, seed = 1, first = 0, recorded = RECORDED, onProgress }: {
    readonly mutations: number;
    readonly seed?: number;
    readonly first?: number;
    readonly recorded?: URL;
    readonly onProgress?: (report: FuzzReport) => void;
  },
): Promise<FuzzReport> {
  const subjects = await Promise.all(FOLDERS.map((folder) => readSubject(new URL(`${folder}/`, recorded), folder)));
  const failures: string[] = [];
  let report: FuzzReport = { mutations: 0, opened: 0, read: 0, failures, mostBytes: 0, slowestMilliseconds: 0 };
  for (let n = first; n < first + mutations && failures.length < MOST_FAILURES; n++) {
    const random = createRandom(Math.imul(seed, 0x9e3779b1) ^ n);
    // The first ones are small and so read fast: they get most of the mutations.
    const subject = subjects[Math.min(random(subjects.length), random(subjects.length))]!;
    const { files, isRepaired } = mutate(subject, random);
    const watch = watchAllocations();
    const started = performance.now();
    let counts = { opened: 0, read: 0 };
    try {
      counts = await readMutated(subject, files, isRepaired, random);
    } catch (error) {
      failures.push(`mutation ${n} of seed ${seed} (${subject.name}): ${error instanceof Error ? error.stack : String(error)}`);
    }
    const milliseconds = performance.now() - started;
    const size = [...files.values()].reduce((sum, { length }) => sum + length, 0);
    const beyond = watch.stop() - size * (subject.name.includes('v1') ? V1_FACTOR : 1);
    if (beyond > ALLOWANCE) failures.push(`mutation ${n} of seed ${seed} (${subject.name}): ${beyond} bytes more than the files have`);
    if (milliseconds > LONGEST_MILLISECONDS) failures.push(`mutation ${n} of seed ${seed} (${subject.name}): ${milliseconds} ms`);
    report = {
      mutations: report.mutations + 1,
      opened: report.opened + counts.opened,
      read: report.read + counts.read,
      failures,
      mostBytes: Math.max(report.mostBytes, beyond),
      slowestMilliseconds: Math.max(report.slowestMilliseconds, milliseconds),
    };
    if (report.mutations % 10_000 === 0) onProgress?.(report);
  }
  return report;
}

async function readSubject(folder: URL, name: string): Promise<Subject> {
  const manifest = readFileSync(new URL('manifest.json', folder), 'utf8');
  const { prefix = 'model.ckpt' } = JSON.parse(manifest) as { readonly prefix?: string }; // as those who read them take it
  const start = prefix.replace(/-\?+-of-\d+$/, '');
  const names = readdirSync(folder).filter((file) => file.startsWith(start));
  const files = new Map(names.map((file) => [file, new Uint8Array(readFileSync(new URL(file, folder)))]));
  const tables = new Map<string, KnownTable>();
  for (const [file, bytes] of files) if (!file.includes('.data-')) tables.set(file, await knowTable(bytes));
  const reader = await openTensorBundle(files);
  const values: [string, { stored: StoredTensor; data: TensorData }][] = [];
  for (const stored of reader.tensors.values()) {
    const data = await reader.read({ name: stored.name }).catch(() => null); // of slices that do not cover it
    if (data !== null) values.push([stored.name, { stored, data }]);
  }
  return { name, files, tables, values: new Map(values) };
}

/** Damages one of the files. Where checksums were repaired, other values may come of it. */
function mutate({ files, tables }: Subject, random: Random): { files: Map<string, Uint8Array>; isRepaired: boolean } {
  const mutated = new Map(files);
  const names = [...tables.keys(), ...tables.keys(), ...tables.keys(), ...files.keys()];
  const file = names[random(names.length)]!;
  const table = tables.get(file);
  const kind = table === undefined ? 0 : random(4);
  if (kind <= 1) mutated.set(file, mutateBytes(files.get(file)!, random));
  else mutated.set(file, kind === 2 ? mutateBlock(files.get(file)!, table!, random) : mutateEntries(table!, random));
  return { files: mutated, isRepaired: kind > 1 };
}

async function readMutated(
  { values }: Subject, files: Map<string, Uint8Array>, isRepaired: boolean, random: Random,
): Promise<{ opened: number; read: number }> {
  const reader = await refused(openTensorBundle(files));
  if (reader === null) return { opened: 0, read: 0 };
  let read = 0;
  const all = [...reader.tensors.values()];
  // Of many tensors some: each mutation is to take little time.
  const start = random(all.length);
  for (const stored of all.length <= 12 ? all : all.slice(start, start + 12)) {
    const data = await refused(reader.read({ name: stored.name }));
    if (data !== null) read++;
    const before = values.get(stored.name);
    if (data !== null && !isRepaired && before !== undefined) requireSame(stored, data, before);
    await refused(readBlock(reader, stored, random));
  }
  await refused(reader.readAll(all.slice(start, start + 12).map(({ name }) => ({ name }))));
  await reader.close();
  return { opened: 1, read };
}

/** Some block of a tensor. */
async function readBlock(reader: TensorReader, { name, shape }: StoredTensor, random: Random): Promise<TensorData> {
  const offset = shape.map((size) => random(size + 1));
  const slice: TensorSlice = { offset, shape: shape.map((size, axis) => Math.min(random(size + 1), size - offset[axis]!)) };
  return await reader.read({ name, slice });
}

/** What a promise gives, or `null` when it is an error of Varscope. */
async function refused<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise;
  } catch (error) {
    if (VarscopeError.isInstance(error)) return null;
    throw error;
  }
}

function requireSame(stored: StoredTensor, data: TensorData, before: { readonly stored: StoredTensor; readonly data: TensorData }): void {
  const bytes = (value: TensorData): Buffer => (value instanceof Uint8Array ? Buffer.from(value) : Buffer.concat([...value]));
  const isSame = JSON.stringify(stored) === JSON.stringify(before.stored) && bytes(data).equals(bytes(before.data));
  if (!isSame) throw new Error(`${stored.name} has another value, and every checksum is right`);
}

/** Notes the largest array of bytes that anybody makes by its length. */
function watchAllocations(): { stop(): number } {
  const Original = globalThis.Uint8Array;
  let most = 0;
  globalThis.Uint8Array = new Proxy(Original, {
    construct(target, parameters: [number], newTarget) {
      if (typeof parameters[0] === 'number') most = Math.max(most, parameters[0]);
      return Reflect.construct(target, parameters, newTarget === globalThis.Uint8Array ? target : newTarget) as object;
    },
  });
  return {
    stop() {
      globalThis.Uint8Array = Original;
      return most;
    },
  };
}
