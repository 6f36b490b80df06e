import type { Tensor } from '@tensorflow/tfjs-core';
import type { CheckpointFilesOptions } from './checkpoint-exists.js';
import { loadCheckpoint } from './load-checkpoint.js';

/**
 * One tensor of a checkpoint, owned by the caller: `tf.train.load_variable`. See `loadCheckpoint`; a `:0` behind the
 * name is passed over.
 * @throws TensorNotFoundError with the nearest names.
 */
export async function loadVariable(pathOrFolder: string | URL, name: string, options: CheckpointFilesOptions = {}): Promise<Tensor> {
  const reader = await loadCheckpoint(pathOrFolder, options);
  try {
    return await reader.getTensor(name.endsWith(':0') ? name.slice(0, -2) : name);
  } finally {
    await reader.close();
  }
}
