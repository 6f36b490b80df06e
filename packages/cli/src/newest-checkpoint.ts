import { readFile } from '@varscope/files';
import type { FileSystem } from '@varscope/spec';
import { parseCheckpointState } from '@varscope/tensor-bundle';

const ABSOLUTE = /^(\/|[a-z]:[\\/]|[a-z][a-z\d+.-]+:)/i;

/** The newest checkpoint of a folder, by its state file `checkpoint`; `null` when that is not there, or names none. */
export async function newestCheckpoint(files: FileSystem, folder: string): Promise<string | null> {
  const inFolder = folder.endsWith('/') ? folder : `${folder}/`;
  if (!(await files.exists(`${inFolder}checkpoint`))) return null;
  const text = new TextDecoder().decode(await readFile(files, `${inFolder}checkpoint`));
  const newest = parseCheckpointState(text)?.modelCheckpointPath ?? '';
  if (newest === '') return null;
  return ABSOLUTE.test(newest) ? newest : inFolder + newest;
}
