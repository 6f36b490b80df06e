import { localFiles } from '@varscope/files';
import type { FileSystem } from '@varscope/spec';
import { matchingFiles } from './matching-files.js';

/** Where checkpoints are. */
export interface CheckpointFilesOptions {
  /** Default: `localFiles()`. */
  readonly files?: FileSystem | undefined;
}

/** Whether there is a checkpoint of that path: its index (V2), or a file of the very name (V1, safetensors). */
export async function checkpointExists(path: string, options: CheckpointFilesOptions = {}): Promise<boolean> {
  const files = options.files ?? localFiles();
  return (await matchingFiles(files, `${path}.index`)).length > 0 || (await matchingFiles(files, path)).length > 0;
}
