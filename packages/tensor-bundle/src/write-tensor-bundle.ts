import { localFiles, writeFile } from '@varscope/files';
import type { FileSystem, WritableFile } from '@varscope/spec/file-system';
import type { TensorToWrite } from '@varscope/spec/tensor-reader';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { bundleDataFiles } from './bundle-data-files.js';
import { BundleEntries } from './bundle-entries.js';
import type { PlacedBundle } from './bundle-location.js';
import { shardSuffix } from './bundle-source.js';
import { ShardOutput } from './shard-output.js';
import { writeTensor } from './write-tensor.js';

/** How a bundle is written, and how that is watched. */
export interface WriteTensorBundleOptions {
  /** How many data files; default 1. Those that get no tensor are not written, which TensorFlow does not mind. */
  readonly numShards?: number | undefined;
  /** The data file of a tensor or slice, from 0; `index` counts what is written. Default: the first. */
  readonly shardOf?: ((tensor: TensorToWrite, index: number) => number) | undefined;
  /** Called after each tensor or slice that has been written. */
  readonly onTensor?: ((tensor: TensorToWrite) => void) | undefined;
  /** Ends the writing with the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
}

/** What TensorFlow takes for a pattern when it opens a checkpoint. */
const PATTERN = /[*?[]/;
const MOST_SHARDS = 99_999;

/**
 * Writes a TensorFlow checkpoint of the format "V2", which TensorFlow restores: the same bytes that TensorFlow's own writer
 * gives for the same tensors in the same order. Slices are written with the extents of all axes, as its Saver does; one
 * that is its whole tensor is stored as a tensor. They need not cover it. TensorFlow itself cuts and joins slices only
 * of float32, float64, bfloat16, int8 to int64, uint8, bool and complex numbers; others it reads as they were written.
 *
 * The data files get their names first and the index last, each in one step, so that there is a checkpoint or there is
 * none; on failure nothing is left behind. One that has the same path stays whole until the new index takes its place:
 * the data files are then named for one shard more (`…-of-00002`), and the old ones removed in the end.
 *
 * Memory: one tensor at a time where `data` is a function, and 4 MiB.
 * @throws InvalidArgumentError when names or slices collide, or data have another size than their dtype and shape say.
 * @example
 * ```ts
 * await writeTensorBundle('model.ckpt', [{ name: 'bias', dtype: 'float32', shape: [2], data: new Uint8Array(8) }]);
 * ```
 */
export async function writeTensorBundle(
  location: string | PlacedBundle,
  tensors: Iterable<TensorToWrite> | AsyncIterable<TensorToWrite>,
  options: WriteTensorBundleOptions = {},
): Promise<void> {
  const { files, path } = typeof location === 'string' ? { files: localFiles(), path: location } : location;
  const { numShards = 1 } = options;
  if (path === '' || path.endsWith('/') || PATTERN.test(path)) {
    throw new InvalidArgumentError(`'${path}' is not a path at which TensorFlow finds a checkpoint`, { file: path });
  }
  if (!Number.isInteger(numShards) || numShards < 1 || numShards > MOST_SHARDS) {
    throw new InvalidArgumentError(`There cannot be ${numShards} data files`, { file: path });
  }
  const old = (await files.exists(`${path}.index`)) ? await bundleDataFiles(files, path) : [];
  const total = freeTotal(old, numShards);
  const shards = new Shards(files, path, total);
  try {
    const entries = await writeData(shards, tensors, { ...options, numShards });
    await shards.commit(entries.encode(total));
  } catch (error) {
    await shards.abort();
    throw error;
  }
  // Of a checkpoint that is no more.
  for (const name of old) if (!shards.paths.has(name)) await files.remove(name);
}

async function writeData(
  shards: Shards,
  tensors: Iterable<TensorToWrite> | AsyncIterable<TensorToWrite>,
  options: WriteTensorBundleOptions & { readonly numShards: number },
): Promise<BundleEntries> {
  const { numShards, shardOf = () => 0, onTensor, signal } = options;
  const entries = new BundleEntries();
  const output = new ShardOutput();
  let index = 0;
  try {
    for await (const tensor of tensors) {
      signal?.throwIfAborted();
      entries.check(tensor);
      const number = shardOf(tensor, index++);
      if (!Number.isInteger(number) || number < 0 || number >= numShards) {
        throw new InvalidArgumentError(`${tensor.name} cannot be in data file ${number} of ${numShards}`, { variable: tensor.name });
      }
      const shard = await shards.get(number);
      await output.select(shard.file);
      const written = await writeTensor(output, tensor);
      output.endTensor();
      entries.add(tensor, { shard: number, offset: shard.size, ...written });
      shard.size += written.size;
      onTensor?.(tensor);
    }
  } finally {
    await output.flush();
  }
  return entries;
}

interface Shard {
  readonly file: WritableFile;
  size: number;
}

/** The data files that are being written. */
class Shards {
  /** Of the files that exist, or will. */
  readonly paths = new Set<string>();
  readonly #files: FileSystem;
  readonly #path: string;
  readonly #total: number;
  readonly #shards = new Map<number, Shard>();
  readonly #committed: string[] = [];

  constructor(files: FileSystem, path: string, total: number) {
    this.#files = files;
    this.#path = path;
    this.#total = total;
  }

  async get(number: number): Promise<Shard> {
    const known = this.#shards.get(number);
    if (known !== undefined) return known;
    const path = this.#path + shardSuffix(number, this.#total);
    const shard = { file: await this.#files.create(path), size: 0 };
    this.paths.add(path);
    this.#shards.set(number, shard);
    return shard;
  }

  /** Gives all files their names, and then the index, which makes them a checkpoint. */
  async commit(index: Uint8Array): Promise<void> {
    for (const { file } of this.#shards.values()) {
      await file.commit();
      this.#committed.push(file.path);
    }
    await writeFile(this.#files, `${this.#path}.index`, index);
  }

  async abort(): Promise<void> {
    for (const { file } of this.#shards.values()) await file.abort();
    for (const path of this.#committed) await this.#files.remove(path);
  }
}

/** The smallest number of shards, from `least` on, that no file's name has. */
function freeTotal(paths: readonly string[], least: number): number {
  const taken = new Set(paths.map((path) => Number(path.slice(path.lastIndexOf('-') + 1))));
  let total = least;
  while (taken.has(total)) total++;
  return total;
}
