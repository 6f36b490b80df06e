import { DataLossError } from '@varscope/spec/errors';
import { BlockCursor, TABLE_ALLOWANCE } from './block-cursor.js';
import { compareKeys, readBlock, type Table } from './table.js';
import type { WireReader } from './wire-reader.js';

/**
 * Visits every entry of a table in the order of the keys, which are views that last until the next one.
 * @throws DataLossError where keys are not in strictly ascending order, within blocks and by the separators of blocks.
 */
export async function walkTable({ file, blocks }: Table, visit: (key: Uint8Array, value: WireReader) => void): Promise<void> {
  let separatorBefore: Uint8Array | null = null;
  let keyBytes = 0;
  for (const { separator, ...handle } of blocks) {
    const place = { file: file.path, offset: handle.offset };
    const unordered = (): never => {
      throw new DataLossError('the keys of the table are not in order', place);
    };
    const cursor = new BlockCursor(await readBlock(file, handle), file, handle.offset);
    for (let isFirst = true; cursor.next(); isFirst = false) {
      const { key } = cursor;
      if (isFirst && separatorBefore !== null && compareKeys(separatorBefore, key) >= 0) unordered();
      if (!cursor.isAscending) unordered();
      visit(key, cursor.value);
    }
    if (compareKeys(cursor.key, separator) > 0) unordered();
    keyBytes += cursor.keyBytes;
    if (keyBytes > file.size + TABLE_ALLOWANCE) throw new DataLossError('the keys of the table take more than its file could hold', place);
    separatorBefore = separator;
  }
}
