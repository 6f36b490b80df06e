import type { ReadableFile } from '@varscope/spec';
import type { BundlePiece } from './bundle-index.js';
import type { PieceWork } from './piece.js';
import { isReadWhole } from './read-bundle-piece.js';
import { readRange } from './read-range.js';

/** Where every read is a request, neighbours up to so many bytes are read together. */
const LARGEST_WINDOW = 8 * 2 ** 20;
const LARGEST_GAP = 65536;
/** Files that are read at once cost little for each read: only pieces below this are read with others. */
const SMALL_PIECE = 8192;

/** Groups of pieces that are read together: neighbours in a file. The pieces are sorted. */
export function* groupPieces(
  works: readonly PieceWork<BundlePiece>[], files: ReadonlyMap<number, ReadableFile>,
): Generator<PieceWork<BundlePiece>[], void> {
  let group: PieceWork<BundlePiece>[] = [];
  let end = -Infinity;
  for (const work of works) {
    const { shard, offset, size } = work.piece;
    const first = group[0]?.piece;
    const largest = files.get(shard)?.readSync === undefined ? LARGEST_WINDOW : SMALL_PIECE;
    const isSmall = size <= largest && isReadWhole(work);
    const belongs = isSmall && first !== undefined && first.shard === shard && offset - end <= LARGEST_GAP
      && offset + size - first.offset <= LARGEST_WINDOW;
    if (!belongs && first !== undefined) {
      yield group;
      group = [];
    }
    group.push(work);
    end = isSmall ? Math.max(belongs ? end : 0, offset + size) : -Infinity; // nothing is a neighbour of a large one
  }
  if (group.length > 0) yield group;
}

/** The part of a file where the pieces of a group are, read at once. */
export async function fileWindow(file: ReadableFile, group: readonly PieceWork<BundlePiece>[]): Promise<ReadableFile> {
  const start = group[0]!.piece.offset; // a group has pieces
  const bytes = new Uint8Array(Math.max(...group.map(({ piece }) => piece.offset + piece.size)) - start);
  await readRange(file, start, bytes);
  const readSync = (offset: number, into: Uint8Array): void => into.set(bytes.subarray(offset - start, offset - start + into.length));
  return {
    path: file.path,
    size: file.size,
    readSync,
    read: async (offset, into) => {
      readSync(offset, into);
      await Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
