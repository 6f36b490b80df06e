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
 * The path of a checkpoint, given it or a folder of which the newest is meant.
 * @throws FileNotFoundError when the folder has none; TensorFlow: `ValueError`.
 */
export async function checkpointPath(pathOrFolder: string, files: FileSystem): Promise<string> {
  if (!(await isFolder(pathOrFolder, files))) return pathOrFolder;
  const latest = await latestCheckpoint(pathOrFolder, { files });
  if (latest !== null) return latest;
  const message = `Couldn't find 'checkpoint' file or checkpoints in given directory ${pathOrFolder}`;
  throw new FileNotFoundError(message, { file: pathOrFolder }, 'ValueError');
}

/** A web server has no folders that it tells of: one is where there is no checkpoint, but a state file inside. */
async function isFolder(path: string, files: FileSystem): Promise<boolean> {
  if (await files.hasFolder?.(path)) return true;
  return !(await checkpointExists(path, { files })) && (await files.exists(joinPath(path, 'checkpoint')));
}
