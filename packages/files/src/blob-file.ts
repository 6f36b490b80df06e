import type { ReadableFile } from '@varscope/spec/file-system';
import { endOfFile } from './end-of-file.js';

/** A Blob gives its bytes in arrays of its own: more at a time would take as much memory again as what is read. */
const MOST_AT_ONCE = 16 * 2 ** 20;

/** A file that reads its bytes from a `Blob` as they are asked for. */
export function blobFile(path: string, blob: Blob): ReadableFile {
  return {
    path,
    size: blob.size,
    async read(offset, into) {
      if (offset + into.length > blob.size) throw endOfFile(path, offset, into.length, blob.size);
      for (let done = 0; done < into.length; done += MOST_AT_ONCE) {
        const end = offset + Math.min(into.length, done + MOST_AT_ONCE);
        into.set(new Uint8Array(await blob.slice(offset + done, end).arrayBuffer()), done);
      }
    },
    close: () => Promise.resolve(),
  };
}
