import { localFiles, readFile } from '@varscope/files';
import { FileNotFoundError, InvalidArgumentError } from '@varscope/spec/errors';
import { parseCheckpointState, type CheckpointState } from '@varscope/tensor-bundle';
import type { CheckpointFilesOptions } from './checkpoint-exists.js';
import { joinPath } from './paths.js';

/** Options of the functions that read a state file. */
export interface CheckpointStateOptions extends CheckpointFilesOptions {
  /** Its name. Default `'checkpoint'`. */
  readonly latestFilename?: string | undefined;
}

/**
 * The state file of a folder of checkpoints; relative paths in it are joined to the folder.
 * @returns `null` when there is no file, or its text is none of a state. TensorFlow logs a warning as well.
 * @throws InvalidArgumentError when it names no checkpoint, or is not UTF-8; TensorFlow: `ValueError`.
 */
export async function getCheckpointState(folder: string, options: CheckpointStateOptions = {}): Promise<CheckpointState | null> {
  const path = joinPath(folder, options.latestFilename ?? 'checkpoint');
  const text = await readText(path, options);
  const state = text === null ? null : parseCheckpointState(text);
  if (state === null) return null;
  if (state.modelCheckpointPath === '') {
    throw new InvalidArgumentError(`Invalid checkpoint state loaded from ${folder}`, { file: path }, 'ValueError');
  }
  return {
    ...state,
    modelCheckpointPath: joinPath(folder, state.modelCheckpointPath),
    allModelCheckpointPaths: state.allModelCheckpointPaths.map((found) => joinPath(folder, found)),
  };
}

async function readText(path: string, options: CheckpointFilesOptions): Promise<string | null> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(options.files ?? localFiles(), path);
  } catch (error) {
    if (FileNotFoundError.isInstance(error)) return null;
    throw error;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new InvalidArgumentError(`'utf-8' codec can't decode the checkpoint state.`, { file: path, cause }, 'ValueError');
  }
}
