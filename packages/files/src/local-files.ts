import type { FileSystem } from '@varscope/spec/file-system';
import { hasDisk } from '#node-files';
import { nodeFiles } from './node-files.js';
import { opfsFiles } from './opfs-files.js';
import { urlFiles } from './url-files.js';

/** Where there is no disk, a `file:` address leads nowhere, and `urlFiles` says so. */
const ADDRESS = hasDisk ? /^(https?|blob|data):/i : /^(https?|blob|data|file):/i;

/**
 * Where a path leads when nobody says where it is: one that begins with `http:`, `https:`, `blob:` or `data:` is an
 * address, for reading (`urlFiles`); any other is on the disk (`nodeFiles`), or where there is none, in a browser, in
 * its private file system (`opfsFiles`). A `file:` address is a path of the disk.
 */
export function localFiles(): FileSystem {
  const local = hasDisk ? nodeFiles() : opfsFiles();
  const urls = urlFiles();
  const at = (path: string): FileSystem => (ADDRESS.test(path) ? urls : local);
  return {
    open: (path) => at(path).open(path),
    exists: (path) => at(path).exists(path),
    ...(local.hasFolder && { hasFolder: (path) => local.hasFolder!(path) }),
    list: (folder) => at(folder).list(folder),
    create: (path) => at(path).create(path),
    rename: (from, to) => at(from).rename(from, to),
    remove: (path) => at(path).remove(path),
  };
}
