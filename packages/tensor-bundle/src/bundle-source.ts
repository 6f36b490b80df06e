import type { FileSystem, ReadableFile } from '@varscope/spec';
import { DataLossError } from '@varscope/spec/errors';
import { readBundleIndex, type BundleIndex, type BundlePiece } from './bundle-index.js';
import { fileWindow, groupPieces } from './file-window.js';
import type { PieceWork, TensorSource } from './piece.js';
import { checkRange } from './read-range.js';
import { readBundlePiece, type RunningChecksums } from './read-bundle-piece.js';

type Work = PieceWork<BundlePiece>;

/** After so many bytes other work of the program gets its turn. */
const BYTES_PER_TURN = 64 * 2 ** 20;

/**
 * A bundle: the format "V2".
 * @param path Gives the path of a file of the bundle, from what follows its prefix.
 */
export async function openBundle(files: FileSystem, path: (suffix: string) => string): Promise<TensorSource<BundlePiece>> {
  const indexFile = await files.open(path('.index'));
  let index: BundleIndex;
  try {
    index = await readBundleIndex(indexFile);
  } finally {
    await indexFile.close();
  }
  const { numShards, isBigEndian } = index.header;
  const running: RunningChecksums = new WeakMap();
  const shards = new Map<number, Promise<ReadableFile>>();
  const openShard = async (shard: number): Promise<ReadableFile> => {
    const file = shards.get(shard) ?? files.open(path(shardSuffix(shard, numShards)));
    shards.set(shard, file);
    try {
      return await file;
    } catch (error) {
      shards.delete(shard); // another time it may be there
      throw error;
    }
  };
  return {
    format: 'tensorflow-v2',
    tensors: index.tensors,
    read: async (works, signal) => {
      const sorted = [...works].sort(({ piece: a }, { piece: b }) => a.shard - b.shard || a.offset - b.offset);
      const opened = await checkPlaces(sorted, openShard);
      await readPieces(sorted, opened, (file, work) => readBundlePiece(file, work, isBigEndian, running), signal);
    },
    close: async () => {
      const opened = await Promise.allSettled(shards.values());
      for (const file of opened) if (file.status === 'fulfilled') await file.value.close();
    },
  };
}

/** What the name of a data file has after the prefix. */
export function shardSuffix(shard: number, numShards: number): string {
  const digits = (number: number): string => String(number).padStart(5, '0');
  return `.data-${digits(shard)}-of-${digits(numShards)}`;
}

/** Opens the files that are needed, and refuses what they do not hold, before memory is taken for it. */
async function checkPlaces(
  works: readonly Work[], open: (shard: number) => Promise<ReadableFile>,
): Promise<ReadonlyMap<number, ReadableFile>> {
  const files = new Map<number, ReadableFile>();
  const bytes = new Map<string, number>();
  for (const { piece, tensor } of works) {
    const file = files.get(piece.shard) ?? await open(piece.shard);
    files.set(piece.shard, file);
    if (piece.size > 0) checkRange(file, piece.offset, piece.size, { variable: tensor.name });
    bytes.set(tensor.name, (bytes.get(tensor.name) ?? 0) + piece.size);
  }
  let room = 0;
  for (const { size } of files.values()) room += size;
  for (const [name, total] of bytes) {
    if (total > room) throw new DataLossError(`The slices of ${name} lie in the same bytes`, { variable: name, file: files.values().next().value?.path });
  }
  return files;
}

async function readPieces(
  works: readonly Work[],
  files: ReadonlyMap<number, ReadableFile>,
  read: (file: ReadableFile, work: Work) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  let bytes = 0;
  for (const group of groupPieces(works, files)) {
    const file = files.get(group[0]!.piece.shard) as ReadableFile; // a group has pieces, and their files are open
    const window = group.length === 1 ? file : await fileWindow(file, group);
    for (const work of group) {
      await read(window, work);
      for (const target of work.targets) target.finish();
      bytes += work.piece.size;
    }
    if (bytes < BYTES_PER_TURN) continue;
    bytes = 0;
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
  }
}
