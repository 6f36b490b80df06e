import { localFiles, writeFile } from '@varscope/files';
import { InvalidArgumentError } from '@varscope/spec/errors';
import type { CheckpointState } from '@varscope/tensor-bundle';
import { formatCheckpointState } from './format-checkpoint-state.js';
import type { CheckpointStateOptions } from './get-checkpoint-state.js';
import { isAbsolutePath, joinPath, relativePath } from './paths.js';

/** Options of `updateCheckpointState`. */
export interface UpdateCheckpointStateOptions extends CheckpointStateOptions {
  /** The checkpoints that are kept, the oldest first; the newest is added at the end if it is not there. */
  readonly allModelCheckpointPaths?: readonly string[] | undefined;
  /** When each was saved, in seconds since 1970. */
  readonly allModelCheckpointTimestamps?: readonly number[] | undefined;
  readonly lastPreservedTimestamp?: number | undefined;
  /** Whether absolute paths are written relative to the folder. Relative ones always are, unless the folder is absolute. */
  readonly saveRelativePaths?: boolean | undefined;
}

/**
 * Writes the state file of a folder of checkpoints, in place of one that is there.
 * @throws InvalidArgumentError when the path of the checkpoint is that of the state file (TensorFlow: `RuntimeError`), or
 * there are not as many time stamps as paths (`ValueError`).
 */
export async function updateCheckpointState(
  folder: string,
  modelCheckpointPath: string,
  options: UpdateCheckpointStateOptions = {},
): Promise<void> {
  const path = joinPath(folder, options.latestFilename ?? 'checkpoint');
  const state = stateToWrite(folder, modelCheckpointPath, options);
  if (path === state.modelCheckpointPath) {
    const message = `Save path '${modelCheckpointPath}' conflicts with path used for checkpoint state.  Please use a different save path.`;
    throw new InvalidArgumentError(message, { file: path }, 'RuntimeError');
  }
  await writeFile(options.files ?? localFiles(), path, new TextEncoder().encode(formatCheckpointState(state)));
}

function stateToWrite(folder: string, newest: string, options: UpdateCheckpointStateOptions): CheckpointState {
  const { allModelCheckpointPaths = [], allModelCheckpointTimestamps = [], lastPreservedTimestamp = 0 } = options;
  const all = allModelCheckpointPaths.at(-1) === newest ? allModelCheckpointPaths : [...allModelCheckpointPaths, newest];
  if (allModelCheckpointTimestamps.length > 0 && allModelCheckpointTimestamps.length !== all.length) {
    throw new InvalidArgumentError(
      'Checkpoint timestamps, if provided, must match checkpoint paths',
      { expected: `${all.length} time stamps`, found: `${allModelCheckpointTimestamps.length}` },
      'ValueError',
    );
  }
  const shown = (path: string): string => {
    if (isAbsolutePath(folder) !== isAbsolutePath(path)) return path;
    return !isAbsolutePath(folder) || options.saveRelativePaths === true ? relativePath(path, folder) : path;
  };
  return {
    modelCheckpointPath: shown(newest),
    allModelCheckpointPaths: all.map(shown),
    allModelCheckpointTimestamps,
    lastPreservedTimestamp,
  };
}
