import type { ReadableFile } from '@varscope/spec/file-system';
import { endOfFile } from './end-of-file.js';

/** A file that reads its bytes from a `Blob` as they are asked for. */
export function blobFile(path: string, blob: Blob): ReadableFile {
  return {
    path,
    size: blob.size,
    async read(offset, into) {
      const end = offset + into.length;
      if (end > blob.size) throw endOfFile(path, offset, into.length, blob.size);
      into.set(new Uint8Array(await blob.slice(offset, end).arrayBuffer()));
    },
    close: () => Promise.resolve(),
  };
}
