import type { ReadableFile } from '@varscope/spec';
import { DataLossError } from '@varscope/spec/errors';

/** Files that are read as one. */
export function concatenatedFile(path: string, parts: readonly ReadableFile[]): ReadableFile {
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  return {
    path,
    size,
    async read(offset, into) {
      if (offset + into.length > size) {
        throw new DataLossError('The files of weights are too short.', { file: path, expected: `${offset + into.length} bytes`, found: `${size}` });
      }
      let begin = 0;
      for (const part of parts) {
        const from = Math.max(offset, begin);
        const to = Math.min(offset + into.length, begin + part.size);
        if (from < to) await part.read(from - begin, into.subarray(from - offset, to - offset));
        begin += part.size;
      }
    },
    close: async () => {
      await Promise.all(parts.map((part) => part.close()));
    },
  };
}
