import { openSafetensors } from '@varscope/safetensors';
import type { FileSystem, TensorReader } from '@varscope/spec';
import { FileNotFoundError } from '@varscope/spec/errors';
import { openTensorBundle } from '@varscope/tensor-bundle';
import { checkpointExists } from './checkpoint-exists.js';
import { latestCheckpoint } from './latest-checkpoint.js';
import { joinPath } from './paths.js';

const SAFETENSORS = /\.safetensors(\.index\.json)?$/i;

/** Opens a checkpoint: TensorFlow's by its prefix, safetensors by the name of the file. */
export async function openCheckpoint(path: string, files: FileSystem): Promise<TensorReader> {
  return await (SAFETENSORS.test(path) ? openSafetensors({ files, path }) : openTensorBundle({ files, path }));
}

/**
 * The path of a checkpoint, given it or a folder of which the newest is meant, or the address of either.
 * @throws FileNotFoundError when the folder has none; TensorFlow: `ValueError`.
 */
export async function checkpointPath(pathOrFolder: string | URL, files: FileSystem): Promise<string> {
  const path = String(pathOrFolder);
  if (!(await isFolder(path, files))) return path;
  const latest = await latestCheckpoint(path, { files });
  if (latest !== null) return latest;
  throw new FileNotFoundError(`Couldn't find 'checkpoint' file or checkpoints in given directory ${path}`, { file: path }, 'ValueError');
}

/** A web server has no folders that it tells of: one is where there is no checkpoint, but a state file inside. */
async function isFolder(path: string, files: FileSystem): Promise<boolean> {
  if (await files.hasFolder?.(path)) return true;
  return !(await checkpointExists(path, { files })) && (await files.exists(joinPath(path, 'checkpoint')));
}
