import { checkpointExists } from './checkpoint-exists.js';
import { getCheckpointState, type CheckpointStateOptions } from './get-checkpoint-state.js';

/**
 * The path of the newest checkpoint in a folder, by its state file.
 * @returns `null` when there is no state file, or not the checkpoint that it names. TensorFlow logs an error as well.
 * @throws InvalidArgumentError when the state file names no checkpoint; TensorFlow: `ValueError`.
 */
export async function latestCheckpoint(folder: string, options: CheckpointStateOptions = {}): Promise<string | null> {
  const state = await getCheckpointState(folder, options);
  if (state === null || !(await checkpointExists(state.modelCheckpointPath, options))) return null;
  return state.modelCheckpointPath;
}
