import type { ReadableFile } from '@varscope/spec';
import { DataLossError } from '@varscope/spec/errors';
import { BlockCursor, TABLE_ALLOWANCE } from './block-cursor.js';
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

const FOOTER_BYTES = 48;
const HANDLES_BYTES = 40;
const MAGIC = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];
/** A type and a checksum after every block. */
const TRAILER_BYTES = 5;

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
  const handle = reading(() => {
    const reader = new WireReader(footer, 0, HANDLES_BYTES);
    readHandle(reader); // of a block that nobody reads
    return readHandle(reader);
  }, () => ['bad block handle', { file: file.path, offset }]);
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
  return reading(
    () => decodeSnappy(contents, file.size + TABLE_ALLOWANCE),
    () => ['corrupted compressed block contents', place],
  );
}

/** Less than, equal to or greater than 0, as `a` comes before, is, or comes after `b`. */
export function compareKeys(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

async function readIndexBlock(file: ReadableFile, handle: BlockHandle): Promise<IndexedBlock[]> {
  const contents = await readBlock(file, handle);
  const place = { file: file.path, offset: handle.offset };
  const blocks: IndexedBlock[] = [];
  const cursor = new BlockCursor(contents, file, handle.offset);
  while (cursor.next()) {
    if (!cursor.isAscending) throw new DataLossError('the blocks of the table are not in order', place);
    const block = reading(() => readHandle(cursor.value), () => ['bad block handle', place]);
    blocks.push({ ...block, separator: cursor.key.slice() });
  }
  return blocks;
}

function readHandle(reader: WireReader): BlockHandle {
  const offset = reader.varint();
  const size = reader.varint();
  if (!Number.isSafeInteger(offset + size) || offset < 0 || size < 0) return reader.malformed('no place in a file');
  return { offset, size };
}
