import { numElements, STORED_DTYPE_BYTES, type FileSystem, type StoredDType, type StoredTensor, type TensorSlice } from '@varscope/spec';
import { blockRuns, copyRuns, findBadSlice, formatSlice, type Run } from '@varscope/spec/codec';
import { DataLossError } from '@varscope/spec/errors';
import { BlockCursor } from './block-cursor.js';
import { checkVersion } from './check-version.js';
import { reading } from './damaged.js';
import { decodeV1Values } from './decode-v1-values.js';
import { dtypeOfNumber } from './dtype-number.js';
import { LongNames } from './long-names.js';
import type { LocatedTensor, Piece, PieceWork, TensorSource } from './piece.js';
import { sliceKey, sliceOf } from './slice-key.js';
import { compareKeys, openTable, readBlock, type IndexedBlock, type Table } from './table.js';
import { decodeName } from './tensor-name.js';
import { readV1Contents, readV1Values, type V1Contents, type V1Tensor } from './v1-proto.js';
import type { WireReader } from './wire-reader.js';

/** A slice in a V1 file: a record of its own. */
interface V1Piece extends Piece {
  /** The number of the file. */
  readonly file: number;
  readonly key: Uint8Array;
}

type Work = PieceWork<V1Piece>;

/** What a varint of one byte can become. */
const BYTES_OF_A_BYTE = 8;

/** Files of the format "V1", which together are one checkpoint. */
export async function openV1(files: FileSystem, paths: readonly string[]): Promise<TensorSource<V1Piece>> {
  const tables: Table[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(tables.map(({ file }) => file.close()));
  };
  try {
    const tensors = new Map<string, MutableTensor>();
    const longNames = new LongNames();
    for (const [number, path] of paths.entries()) {
      const file = await files.open(path);
      tables.push({ file, blocks: [] });
      const table = await openTable(file);
      tables[number] = table;
      const contents = await readContents(table);
      for (const tensor of contents.tensors) longNames.add(addTensor(tensors, tensor, number, path), { file: path });
    }
    for (const { stored, pieces } of tensors.values()) checkSlices(stored, pieces, paths);
    return { format: 'tensorflow-v1', tensors, read: (works, signal) => readPieces(tables, works, signal), close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface MutableTensor extends LocatedTensor<V1Piece> {
  readonly stored: StoredTensor & { readonly slices: TensorSlice[] };
  readonly pieces: V1Piece[];
}

async function readContents({ file, blocks }: Table): Promise<V1Contents> {
  const block = blocks[0];
  if (block !== undefined) {
    const cursor = new BlockCursor(await readBlock(file, block), file, block.offset);
    const contents = cursor.next() && cursor.key.length === 0
      ? reading(() => readV1Contents(cursor.value), () => {
          return ['The list of the saved tensor slices is not parseable', { file: file.path, offset: block.offset }];
        })
      : null;
    if (contents !== null) {
      checkVersion(contents.version, file.path);
      return contents;
    }
  }
  throw new DataLossError(
    `Failed to find the saved tensor slices at the beginning of the checkpoint file: ${file.path}`,
    { file: file.path, offset: 0 },
  );
}

/** Adds what a file has of a tensor to what others have; gives its name. */
function addTensor(tensors: Map<string, MutableTensor>, tensor: V1Tensor, file: number, path: string): string {
  const { name: nameBytes, shape, dtype: number, slices } = tensor;
  const name = decodeName(nameBytes);
  const place = { file: path, variable: name };
  const dtype = dtypeOfNumber(number);
  if (dtype === undefined) throw new DataLossError(`${number} is not the number of a dtype of ${name}`, place);
  if (numElements(shape) * 16 > Number.MAX_SAFE_INTEGER) throw new DataLossError(`The shape [${shape}] of ${name} is too large`, place);
  const known = tensors.get(name) ?? { stored: { name, dtype, shape, slices: [] }, pieces: [] };
  tensors.set(name, known);
  if (known.stored.dtype !== dtype || String(known.stored.shape) !== String(shape)) {
    throw new DataLossError(`The files disagree about dtype or shape of ${name}`, place);
  }
  for (const extents of slices) {
    if (extents.length !== shape.length) {
      throw new DataLossError(`Mismatching ranks: shape = [${shape}], a slice of ${name} has ${extents.length}`, place);
    }
    const slice = sliceOf(extents, shape);
    known.pieces.push({ slice, file, key: sliceKey(nameBytes, extents) });
    if (extents.some(([, length]) => length !== -1)) known.stored.slices.push(slice);
  }
  return name;
}

function checkSlices({ name, shape }: StoredTensor, pieces: readonly V1Piece[], paths: readonly string[]): void {
  const problem = findBadSlice(shape, pieces.map(({ slice }) => slice));
  if (problem !== null) throw new DataLossError(`${problem} (tensor ${name})`, { file: paths[pieces[0]!.file], variable: name });
}

/** In the order of the keys, so that each block is read once. */
async function readPieces(tables: readonly Table[], works: readonly Work[], signal: AbortSignal | undefined): Promise<void> {
  checkSizes(tables, works);
  const sorted = [...works].sort(({ piece: a }, { piece: b }) => a.file - b.file || compareKeys(a.key, b.key));
  let block: { readonly handle: IndexedBlock; readonly contents: Uint8Array } | undefined;
  for (const work of sorted) {
    signal?.throwIfAborted();
    const { file, blocks } = tables[work.piece.file]!; // one for each file
    const handle = findBlock(blocks, work.piece.key);
    if (handle === undefined) throw recordMissing(work, file.path);
    if (block?.handle !== handle) block = { handle, contents: await readBlock(file, handle) };
    readRecord(work, block.contents, { file: file.path, offset: handle.offset, variable: work.tensor.name }, tables);
    for (const target of work.targets) target.finish();
  }
}

/** Refuses tensors that are larger than their files could make them, before memory is taken for them. */
function checkSizes(tables: readonly Table[], works: readonly Work[]): void {
  let room = 0;
  for (const { file } of tables) room += file.size * BYTES_OF_A_BYTE;
  for (const { tensor, piece } of works) {
    const bytes = numElements(tensor.shape) * (STORED_DTYPE_BYTES.get(tensor.dtype) ?? 1);
    const place = { file: tables[piece.file]?.file.path, variable: tensor.name };
    if (bytes > room) throw new DataLossError(`The tensor ${tensor.name} is larger than its file could hold`, place);
  }
}

/** The first block whose separator is not before the key. */
function findBlock(blocks: readonly IndexedBlock[], key: Uint8Array): IndexedBlock | undefined {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys(blocks[middle]!.separator, key) < 0) low = middle + 1;
    else high = middle;
  }
  return blocks[low];
}

function readRecord(
  work: Work, contents: Uint8Array, place: { file: string; offset: number; variable: string }, tables: readonly Table[],
): void {
  const { tensor, piece, targets } = work;
  const value = findValue(contents, tables[piece.file]!, place.offset, piece.key);
  if (value === undefined) throw recordMissing(work, place.file);
  const values = reading(
    () => decodeV1Values(readV1Values(value, tensor.dtype), tensor.dtype, numElements(piece.slice.shape)),
    () => [`Error copying slice data: the record of ${tensor.name} is not parseable`, place],
  );
  for (const target of targets) copyValues(values, target.output(), blockRuns(target.block), tensor.dtype);
}

function findValue(contents: Uint8Array, { file }: Table, offset: number, wanted: Uint8Array): WireReader | undefined {
  const cursor = new BlockCursor(contents, file, offset);
  while (cursor.next()) if (compareKeys(cursor.key, wanted) === 0) return cursor.value;
  return undefined;
}

function copyValues(
  values: Uint8Array | Uint8Array[], output: Uint8Array | Uint8Array[], runs: Iterable<Run>, dtype: StoredDType,
): void {
  if (values instanceof Uint8Array) {
    copyRuns(values, runs, output as Uint8Array, STORED_DTYPE_BYTES.get(dtype)!); // numbers both, which have a size
    return;
  }
  for (const { from, to, length } of runs) {
    for (let i = 0; i < length; i++) (output as Uint8Array[])[to + i] = values[from + i]!.slice(); // not the whole block with it
  }
}

function recordMissing({ tensor, piece }: Work, file: string): DataLossError {
  return new DataLossError(
    `Error copying slice data: the file has no record of the slice ${formatSlice(piece.slice)} of ${tensor.name}`,
    { file, variable: tensor.name },
  );
}
