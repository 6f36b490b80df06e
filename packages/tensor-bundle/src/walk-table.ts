import { DataLossError } from '@varscope/spec/errors';
import { blockEntries, compareKeys, readBlock, TABLE_ALLOWANCE, type Table, type TableEntry } from './table.js';

/**
 * Visits every entry of a table in the order of the keys.
 * @throws DataLossError where keys are not in strictly ascending order, within blocks and by the separators of blocks.
 */
export async function walkTable({ file, blocks }: Table, visit: (entry: TableEntry) => void): Promise<void> {
  let previous: Uint8Array | null = null;
  let keyBytes = 0;
  for (const { separator, ...handle } of blocks) {
    const place = { file: file.path, offset: handle.offset };
    const contents = await readBlock(file, handle);
    for (const entry of blockEntries(contents, file, handle.offset)) {
      if (previous !== null && compareKeys(previous, entry.key) >= 0) throw new DataLossError('the keys of the table are not in order', place);
      keyBytes += entry.key.length;
      if (keyBytes > file.size + TABLE_ALLOWANCE) throw new DataLossError('the keys of the table take more than its file could hold', place);
      visit(entry);
      previous = entry.key;
    }
    if (previous !== null && compareKeys(previous, separator) > 0) throw new DataLossError('a key lies behind the separator of its block', place);
    previous = separator; // before every key of the next block
  }
}
