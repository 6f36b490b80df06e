import type { FileSystem, ReadableFile, WritableFile } from '@varscope/spec/file-system';
import { endOfFile } from './end-of-file.js';
import { joinChunks } from './join-chunks.js';
import { namesInFolder } from './names-in-folder.js';
import { noSuchFile } from './no-such-file.js';

/**
 * Files in memory.
 * @param initial Files by path. A `Map` is used as it is: what is written appears in it; a record is copied. The
 * arrays are not copied.
 */
export function memoryFiles(initial: Map<string, Uint8Array> | Readonly<Record<string, Uint8Array>> = {}): FileSystem {
  const files = initial instanceof Map ? initial : new Map(Object.entries(initial));
  return {
    open: async (path) => {
      const bytes = files.get(path);
      if (bytes === undefined) throw noSuchFile(path);
      return await Promise.resolve(readable(path, bytes));
    },
    exists: (path) => Promise.resolve(files.has(path)),
    list: (folder) => Promise.resolve(namesInFolder(files.keys(), folder)),
    create: (path) => Promise.resolve(writable(path, files)),
    rename: async (from, to) => {
      const bytes = files.get(from);
      if (bytes === undefined) throw noSuchFile(from);
      files.delete(from);
      files.set(to, bytes);
      await Promise.resolve();
    },
    remove: async (path) => {
      files.delete(path);
      await Promise.resolve();
    },
  };
}

function readable(path: string, bytes: Uint8Array): ReadableFile {
  const readSync = (offset: number, into: Uint8Array): void => {
    if (offset + into.length > bytes.length) throw endOfFile(path, offset, into.length, bytes.length);
    into.set(bytes.subarray(offset, offset + into.length));
  };
  return {
    path,
    size: bytes.length,
    readSync,
    read: async (offset, into) => {
      readSync(offset, into);
      await Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

function writable(path: string, files: Map<string, Uint8Array>): WritableFile {
  let chunks: Uint8Array[] | null = [];
  return {
    path,
    write: async (bytes) => {
      chunks?.push(bytes.slice());
      await Promise.resolve();
    },
    commit: async () => {
      if (chunks !== null) files.set(path, joinChunks(chunks));
      chunks = null;
      await Promise.resolve();
    },
    abort: async () => {
      chunks = null;
      await Promise.resolve();
    },
  };
}
