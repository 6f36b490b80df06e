import { localFiles } from '@varscope/files';
import { removeCheckpointFiles } from './checkpoint-files.js';
import type { CheckpointFilesOptions } from './checkpoint-exists.js';

/** Removes the files of a checkpoint, V2 or V1, and the graph that TensorFlow wrote beside it. The state file stays as it is. */
export async function removeCheckpoint(path: string, options: CheckpointFilesOptions = {}): Promise<void> {
  await removeCheckpointFiles(options.files ?? localFiles(), path);
}
