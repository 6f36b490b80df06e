import { localFiles } from '@varscope/files';
import type { CheckpointFilesOptions } from './checkpoint-exists.js';
import { CheckpointReader } from './checkpoint-reader.js';
import { checkpointPath, openCheckpoint } from './open-checkpoint.js';

/**
 * Opens a checkpoint for reading: `tf.train.load_checkpoint`. Reads the list of its tensors and no values.
 * @param pathOrFolder TensorFlow's V2 or V1 by the path that it was saved under, safetensors by the name of the file,
 * or a folder whose newest checkpoint is meant.
 * @throws FileNotFoundError when there is none; DataLossError when it is damaged.
 * @example
 * const reader = await loadCheckpoint('run/model.ckpt-100');
 * const kernel = await reader.getTensor('dense/kernel');
 */
export async function loadCheckpoint(pathOrFolder: string | URL, options: CheckpointFilesOptions = {}): Promise<CheckpointReader> {
  const files = options.files ?? localFiles();
  const path = await checkpointPath(pathOrFolder, files);
  return new CheckpointReader(path, await openCheckpoint(path, files));
}
