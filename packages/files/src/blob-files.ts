import type { FileSystem } from '@varscope/spec/file-system';
import { blobFile } from './blob-file.js';
import { namesInFolder } from './names-in-folder.js';
import { noSuchFile } from './no-such-file.js';
import { readOnly } from './read-only.js';

/**
 * Files that a user chose or dropped, for reading. A part of one is read when it is asked for.
 * @param blobs Blobs by path, or files: their path is that in the folder that was chosen (`webkitRelativePath`), or
 * else their name.
 */
export function blobFiles(blobs: ReadonlyMap<string, Blob> | Readonly<Record<string, Blob>> | Iterable<File>): FileSystem {
  const files = byPath(blobs);
  return {
    ...readOnly('blobFiles'),
    open: async (path) => {
      const blob = files.get(path);
      if (blob === undefined) throw noSuchFile(path);
      return await Promise.resolve(blobFile(path, blob));
    },
    exists: (path) => Promise.resolve(files.has(path)),
    list: (folder) => Promise.resolve(namesInFolder(files.keys(), folder)),
  };
}

function byPath(blobs: ReadonlyMap<string, Blob> | Readonly<Record<string, Blob>> | Iterable<File>): ReadonlyMap<string, Blob> {
  if (blobs instanceof Map) return blobs as ReadonlyMap<string, Blob>;
  if (!(Symbol.iterator in blobs)) return new Map(Object.entries(blobs));
  const files = [...(blobs as Iterable<File>)]; // nothing else has an iterator
  // Node's files and those that were made have no such property, or an empty one.
  return new Map(files.map((file) => [(file.webkitRelativePath as string | undefined) || file.name, file]));
}
