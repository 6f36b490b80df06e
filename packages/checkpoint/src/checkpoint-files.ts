import type { FileSystem } from '@varscope/spec';
import { matchingFiles } from './matching-files.js';
import { folderOf, joinPath, nameOf } from './paths.js';

/** The data files of a V2 checkpoint, of any number of shards. */
export async function dataFiles(files: FileSystem, path: string): Promise<string[]> {
  const start = `${nameOf(path)}.data-`;
  const folder = folderOf(path);
  const names = (await files.list(folder)).filter((name) => name.startsWith(start) && /^\d{5,}-of-\d{5,}$/.test(name.slice(start.length)));
  return names.map((name) => joinPath(folder, name));
}

/** Removes the files of a checkpoint, in TensorFlow's order: the index goes before what it leads to. */
export async function removeCheckpointFiles(files: FileSystem, path: string): Promise<void> {
  await files.remove(graphFile(path));
  if (await files.exists(`${path}.index`)) {
    await files.remove(`${path}.index`);
    for (const file of await dataFiles(files, path)) await files.remove(file);
  } else {
    for (const file of await matchingFiles(files, path)) await files.remove(file);
  }
}

/** The file of the graph, which the files of a sharded V1 checkpoint have together. */
function graphFile(path: string): string {
  return `${path.replace(/-[\d?]+-of-\d+$/, '')}.meta`;
}
