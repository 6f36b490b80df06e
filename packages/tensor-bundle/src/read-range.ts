import type { ReadableFile } from '@varscope/spec';
import { DataLossError } from '@varscope/spec/errors';
import type { Place } from './damaged.js';

/**
 * Fills `into` from `offset` on: at once where the file can be read at once, and the result is `undefined` then.
 * Memory that is replaced while others run is safe so.
 */
export function readRange(file: ReadableFile, offset: number, into: Uint8Array): Promise<void> | undefined {
  if (into.length === 0) return undefined;
  if (file.readSync === undefined) return file.read(offset, into);
  file.readSync(offset, into);
  return undefined;
}

/** Refuses a range that the file does not have, before memory is taken for it. */
export function checkRange(file: ReadableFile, offset: number, size: number, place: Omit<Place, 'file' | 'offset'> = {}): void {
  if (offset >= 0 && size >= 0 && offset + size <= file.size) return;
  throw new DataLossError('Read less bytes than requested', {
    ...place,
    file: file.path,
    offset,
    expected: `${size} bytes`,
    found: `a file of ${file.size} bytes`,
  });
}
