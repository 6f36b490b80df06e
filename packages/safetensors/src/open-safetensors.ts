import type { ReadableFile } from '@varscope/spec/file-system';
import type { TensorReader } from '@varscope/spec/tensor-reader';
import { DataLossError } from '@varscope/spec/errors';
import { createReader } from './create-reader.js';
import type { PlacedTensor } from './read-block.js';
import { readHeader, readHeaderLength } from './read-header.js';
import { readShardIndex } from './read-shard-index.js';
import { pathBeside, placeOf, type SafetensorsLocation } from './safetensors-location.js';

type OpenFile = (path: string) => Promise<ReadableFile>;

/** What a file holds, or several. */
interface Content {
  readonly tensors: ReadonlyMap<string, PlacedTensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

const OPENING_BRACE = 0x7bn;
const FOUR_BYTES = 32n;

/**
 * Opens a safetensors file, or a sharded one by its index (`model.safetensors.index.json`), which is told by its
 * content. Only headers are read; a tensor reads its own bytes, a block of one its own rows. Whatever the file says,
 * no more memory is taken than a small multiple of its header.
 *
 * What the reference implementation refuses is refused, and what its specification forbids: tensors that occur twice,
 * and space before the header. A dtype that TensorFlow does not have is an UnimplementedError.
 * @throws FileNotFoundError; DataLossError when the file is damaged or something else.
 * @example
 * ```ts
 * const reader = await openSafetensors('model.safetensors');
 * const bytes = await reader.read({ name: 'dense/kernel' });
 * ```
 */
export async function openSafetensors(location: SafetensorsLocation): Promise<TensorReader> {
  const { files, path } = placeOf(location);
  const opened: ReadableFile[] = [];
  const open: OpenFile = async (each) => {
    const file = await files.open(each);
    opened.push(file);
    return file;
  };
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((file) => file.close()));
  };
  try {
    const file = await open(path);
    const length = await readHeaderLength(file);
    const { tensors, metadata } = isText(length) ? await readShards(file, open) : await readOne(file, length);
    return createReader(path, tensors, metadata, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** A length that begins with the brace of an object, in a file that has text where a length has zeros. */
function isText(length: bigint): boolean {
  return (length & 0xffn) === OPENING_BRACE && length >> FOUR_BYTES !== 0n;
}

async function readOne(file: ReadableFile, length: bigint): Promise<Content> {
  const { tensors, metadata, dataOffset } = await readHeader(file, length);
  return { tensors: new Map(Array.from(tensors, ([name, tensor]) => [name, { ...tensor, file, dataOffset }])), metadata };
}

/** The tensors in the order of the index, which says where each is. */
async function readShards(index: ReadableFile, open: OpenFile): Promise<Content> {
  const shardOf = await readShardIndex(index);
  const shards = new Map<string, Content>();
  for (const shard of new Set(shardOf.values())) {
    const file = await open(pathBeside(index.path, shard));
    shards.set(shard, await readOne(file, await readHeaderLength(file)));
  }
  const tensors = new Map<string, PlacedTensor>();
  for (const [name, shard] of shardOf) {
    const tensor = shards.get(shard)?.tensors.get(name);
    if (tensor === undefined) {
      throw new DataLossError(`The index of the shards says that ${shard} has a tensor that it has not.`, { file: index.path, variable: name });
    }
    tensors.set(name, tensor);
  }
  return { tensors, metadata: new Map(Array.from(shards.values()).flatMap(({ metadata }) => [...metadata])) };
}
