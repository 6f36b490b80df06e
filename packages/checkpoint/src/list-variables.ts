import type { Shape } from '@varscope/spec';
import type { CheckpointFilesOptions } from './checkpoint-exists.js';
import { loadCheckpoint } from './load-checkpoint.js';

/** The names of the tensors of a checkpoint, sorted, with their shapes: `tf.train.list_variables`. See `loadCheckpoint`. */
export async function listVariables(
  pathOrFolder: string | URL,
  options: CheckpointFilesOptions = {},
): Promise<(readonly [name: string, shape: Shape])[]> {
  const reader = await loadCheckpoint(pathOrFolder, options);
  await reader.close();
  return [...reader.getVariableToShapeMap()].sort(([a], [b]) => (a < b ? -1 : 1));
}
