import { realpath } from 'node:fs/promises';
import { nodeFiles } from '@varscope/files';
import { FailedPreconditionError, InvalidArgumentError } from '@varscope/spec/errors';
import { bundleDataFiles } from '@varscope/tensor-bundle';
import type { Format } from './formats.js';
import type { OpenedTensors } from './open-tensors.js';
import { shardPath } from './tfjs/write-weights-manifest.js';

const ADDRESS = /^[a-z][a-z\d+.-]+:\/\//i;

/**
 * Refuses an output that is an address, that would take the place of an input, or, unless it is forced, of any file.
 * @throws InvalidArgumentError, FailedPreconditionError
 */
export async function checkOutput(path: string, format: Format | 'file', inputs: readonly OpenedTensors[], isForced: boolean): Promise<void> {
  if (ADDRESS.test(path)) throw new InvalidArgumentError('An address can be read, but not written.', { file: path });
  if (await nodeFiles().hasFolder?.(path)) throw new FailedPreconditionError(`${path} is a folder.`, { file: path });
  const existing = await existingFiles(path, format);
  const read = new Set(await Promise.all(inputs.flatMap(({ paths }) => paths).map(identity)));
  for (const each of existing) {
    if (read.has(await identity(each))) throw new InvalidArgumentError('The output would take the place of an input.', { file: each });
  }
  if (existing.length > 0 && !isForced) {
    throw new FailedPreconditionError('The output exists; --force replaces it.', { file: existing[0] });
  }
}

/** What is there of the files that writing makes. */
async function existingFiles(path: string, format: Format | 'file'): Promise<string[]> {
  const files = nodeFiles();
  const paths = {
    tensorflow: async () => [path, `${path}.index`, ...await bundleDataFiles(files, path)],
    safetensors: () => [path],
    tfjs: () => [path, shardPath(path, 0)],
    file: () => [path],
  };
  const existing: string[] = [];
  for (const each of await paths[format]()) if (await files.exists(each)) existing.push(each);
  return existing;
}

/** The same for all paths of a file. */
async function identity(path: string): Promise<string> {
  return await realpath(path).catch(() => path); // an address
}
