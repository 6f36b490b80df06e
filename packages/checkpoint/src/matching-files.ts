import type { FileSystem } from '@varscope/spec';
import { folderOf, joinPath, nameOf } from './paths.js';

/** The files that a path stands for: it may have `?` and `*` in its last name, as the path of a sharded V1 checkpoint has. */
export async function matchingFiles(files: FileSystem, path: string): Promise<string[]> {
  if (await files.exists(path)) return [path];
  const name = nameOf(path);
  if (!/[?*]/.test(name)) return [];
  const pattern = new RegExp(`^${name.replace(/[\\^$.|+()[\]{}]/g, '\\$&').replaceAll('?', '.').replaceAll('*', '.*')}$`, 'su');
  const folder = folderOf(path);
  return (await files.list(folder)).filter((found) => pattern.test(found)).map((found) => joinPath(folder, found));
}
