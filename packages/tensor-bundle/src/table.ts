import type { ReadableFile } from '@varscope/spec';
import { DataLossError } from '@varscope/spec/errors';
import { crc32c, maskCrc32c } from './crc32c.js';
import { reading } from './damaged.js';
import { decodeSnappy } from './decode-snappy.js';
import { checkRange, readRange } from './read-range.js';
import { WireReader } from './wire-reader.js';

/** Where a block lies, without its trailer. */
export interface BlockHandle {
  readonly offset: number;
  readonly size: number;
}

/** A block, and a key that is not before any of its keys, and before all of the next block. */
export interface IndexedBlock extends BlockHandle {
  readonly separator: Uint8Array;
}

/** A sorted table in the format of LevelDB, whose list of blocks has been read. */
export interface Table {
  readonly file: ReadableFile;
  readonly blocks: readonly IndexedBlock[];
}

/** An entry of a block. The key is its own, the value a view into the block. */
export interface TableEntry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

const FOOTER_BYTES = 48;
const HANDLES_BYTES = 40;
const MAGIC = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];
/** A type and a checksum after every block. */
const TRAILER_BYTES = 5;
/**
 * Bytes that a block, and the keys of a table, may have beyond the size of the file: neither compression nor keys that
 * share their beginnings can make a small file fill the memory.
 */
export const TABLE_ALLOWANCE: number = 64 * 2 ** 20;

/**
 * Reads the list of blocks of a table.
 * @throws DataLossError when it is no table.
 */
export async function openTable(file: ReadableFile): Promise<Table> {
  if (file.size < FOOTER_BYTES) throw new DataLossError('file is too short to be an sstable', { file: file.path, offset: 0 });
  const offset = file.size - FOOTER_BYTES;
  const footer = new Uint8Array(FOOTER_BYTES);
  await readRange(file, offset, footer);
  if (MAGIC.some((byte, i) => footer[HANDLES_BYTES + i] !== byte)) {
    throw new DataLossError('not an sstable (bad magic number)', { file: file.path, offset: offset + HANDLES_BYTES });
  }
  const handle = reading('bad block handle', { file: file.path, offset }, () => {
    const reader = new WireReader(footer, 0, HANDLES_BYTES);
    readHandle(reader); // of a block that nobody reads
    return readHandle(reader);
  });
  return { file, blocks: await readIndexBlock(file, handle) };
}

/** The contents of a block, after its checksum has been verified. */
export async function readBlock(file: ReadableFile, handle: BlockHandle): Promise<Uint8Array> {
  const place = { file: file.path, offset: handle.offset };
  checkRange(file, handle.offset, handle.size + TRAILER_BYTES);
  const stored = new Uint8Array(handle.size + TRAILER_BYTES);
  await readRange(file, handle.offset, stored);
  const checksum = new WireReader(stored, handle.size + 1).fixed32();
  if (maskCrc32c(crc32c(stored.subarray(0, handle.size + 1))) !== checksum) throw new DataLossError('block checksum mismatch', place);
  const contents = stored.subarray(0, handle.size);
  const type = stored[handle.size];
  if (type === 0) return contents;
  if (type !== 1) throw new DataLossError('bad block type', { ...place, expected: '0 or 1', found: String(type) });
  return reading('corrupted compressed block contents', place, () => decodeSnappy(contents, file.size + TABLE_ALLOWANCE));
}

/** The entries of a block, in its order. */
export function* blockEntries(contents: Uint8Array, file: ReadableFile, offset: number): Generator<TableEntry, void> {
  const place = { file: file.path, offset };
  const restarts = contents.length < 4 ? 0 : new WireReader(contents, contents.length - 4).fixed32();
  const end = contents.length - 4 - 4 * restarts;
  if (restarts === 0 || end < 0) throw new DataLossError('bad block contents', { ...place, found: `${restarts} restarts` });
  const reader = new WireReader(contents, 0, end);
  let previous = new Uint8Array(0);
  let keyBytes = 0;
  while (!reader.isAtEnd) {
    const entry = reading('bad entry in block', place, () => nextEntry(reader, previous));
    keyBytes += entry.key.length;
    if (keyBytes > file.size + TABLE_ALLOWANCE) throw new DataLossError('the keys of a block take more than its file could hold', place);
    previous = entry.key;
    yield entry;
  }
}

/** Less than, equal to or greater than 0, as `a` comes before, is, or comes after `b`. */
export function compareKeys(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

async function readIndexBlock(file: ReadableFile, handle: BlockHandle): Promise<IndexedBlock[]> {
  const contents = await readBlock(file, handle);
  const blocks: IndexedBlock[] = [];
  for (const { key, value } of blockEntries(contents, file, handle.offset)) {
    const place = { file: file.path, offset: handle.offset };
    const block = reading('bad block handle', place, () => readHandle(new WireReader(value)));
    const last = blocks.at(-1);
    if (last !== undefined && compareKeys(last.separator, key) >= 0) {
      throw new DataLossError('the blocks of the table are not in order', place);
    }
    blocks.push({ ...block, separator: key });
  }
  return blocks;
}

function nextEntry(reader: WireReader, previous: Uint8Array): { key: Uint8Array<ArrayBuffer>; value: Uint8Array } {
  const shared = reader.varint();
  const unshared = reader.varint();
  const length = reader.varint();
  const isPossible = shared >= 0 && shared <= previous.length && unshared >= 0 && unshared <= reader.end - reader.at;
  if (!isPossible) return reader.malformed('a key is longer than it can be');
  const key = new Uint8Array(shared + unshared);
  key.set(previous.subarray(0, shared));
  key.set(reader.take(unshared), shared);
  return { key, value: reader.take(length) };
}

function readHandle(reader: WireReader): BlockHandle {
  const offset = reader.varint();
  const size = reader.varint();
  if (!Number.isSafeInteger(offset + size) || offset < 0 || size < 0) return reader.malformed('no place in a file');
  return { offset, size };
}
