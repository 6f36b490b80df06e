import type { ReadableFile } from '@varscope/spec/file-system';
import { DataLossError } from '@varscope/spec/errors';
import { isObject } from './parse-json.js';
import { MOST_HEADER_BYTES, parseText } from './read-header.js';

/**
 * The index of a sharded file: the name of the file, beside it, that has each tensor.
 * @throws DataLossError when it is none, or names a file that is not beside it.
 */
export async function readShardIndex(file: ReadableFile): Promise<ReadonlyMap<string, string>> {
  const { path, size } = file;
  if (size > MOST_HEADER_BYTES) throw refusal('The index of the shards is too large.', path);
  const bytes = new Uint8Array(size);
  await file.read(0, bytes);
  const json = parseText(bytes, path, 0);
  const weights = isObject(json) ? json.get('weight_map') : undefined;
  if (!isObject(weights)) throw refusal('The index of the shards has no weight_map.', path);
  for (const [name, shard] of weights) {
    if (typeof shard !== 'string' || !/^[^/\\:]+$/.test(shard) || shard === '..') {
      throw refusal('The index of the shards names no file beside it.', path, name, typeof shard === 'string' ? JSON.stringify(shard) : 'no text');
    }
  }
  return weights as ReadonlyMap<string, string>; // checked above
}

function refusal(message: string, file: string, variable?: string, found?: string): DataLossError {
  return new DataLossError(message, { file, variable, found });
}
