import type { FileSystem, ReadableFile, WritableFile } from '@varscope/spec/file-system';

/** The files of one folder of a file system, for tests that each need an empty one. */
export function inFolder(files: FileSystem, folder: string): FileSystem {
  const at = (path: string): string => `${folder}/${path}`;
  return {
    open: (path): Promise<ReadableFile> => files.open(at(path)),
    exists: (path) => files.exists(at(path)),
    ...(files.hasFolder && { hasFolder: (path) => files.hasFolder!(at(path)) }),
    list: (path) => files.list(at(path)),
    create: (path): Promise<WritableFile> => files.create(at(path)),
    rename: (from, to) => files.rename(at(from), at(to)),
    remove: (path) => files.remove(at(path)),
  };
}
