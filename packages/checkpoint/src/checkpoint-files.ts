import type { FileSystem } from '@varscope/spec';
import { bundleDataFiles } from '@varscope/tensor-bundle';
import { matchingFiles } from './matching-files.js';

/** Removes the files of a checkpoint, in TensorFlow's order: the index goes before what it leads to. */
export async function removeCheckpointFiles(files: FileSystem, path: string): Promise<void> {
  await files.remove(graphFile(path));
  if (await files.exists(`${path}.index`)) {
    await files.remove(`${path}.index`);
    for (const file of await bundleDataFiles(files, path)) await files.remove(file);
  } else {
    for (const file of await matchingFiles(files, path)) await files.remove(file);
  }
}

/** The file of the graph, which the files of a sharded V1 checkpoint have together. */
function graphFile(path: string): string {
  return `${path.replace(/-[\d?]+-of-\d+$/, '')}.meta`;
}
