import type { FileSystem } from '@varscope/spec/file-system';
import type { TensorReader } from '@varscope/spec/tensor-reader';
import { DataLossError, FileNotFoundError } from '@varscope/spec/errors';
import { placeOf, type BundleLocation } from './bundle-location.js';
import { openBundle } from './bundle-source.js';
import { createReader } from './create-reader.js';
import { openV1 } from './v1-source.js';

/** `model.ckpt-?????-of-00004`: how TensorFlow names a V1 checkpoint of several files. */
const SHARDED_V1 = /^(.*)-\?{5,}(-of-(\d{5,}))$/s;
/** What makes a path a pattern to TensorFlow. */
const PATTERN = /[*?[]/;
/** A file of a bundle, with what names the bundle. */
const FILE_OF_BUNDLE = /^(.+)\.(?:index|meta|data-\d{5,}-of-\d{5,})$/s;
/** As many files as their names have digits for. */
const MOST_FILES = 99_999;

/**
 * Opens a TensorFlow checkpoint: a bundle ("V2") where there is a `….index`, else a file of the format "V1", or several
 * with the path `…-?????-of-00004`. Only what lists the tensors is read. See `TensorReader` for reading values.
 *
 * Every checksum is verified, with one exception: of a tensor or slice above 64 KiB of which less than half is asked
 * for, only what is asked for is read, and then its checksum says nothing. `readAll` counts all its requests together,
 * so that a tensor that is read in parts is verified. Of a V1 file the whole slices are read that a block is in. Where
 * files can be read at once (on the disk, in memory), `into` is looked up when it is its turn and written before anything
 * else runs: a getter may give memory that moves.
 *
 * Differences from TensorFlow: tensors of every dtype can be cut and joined; what TensorFlow passes over in damaged
 * files (keys twice, a missing header, slices of another shape) is refused; V1 files can have slices and every dtype.
 * @throws FileNotFoundError when there is no checkpoint; DataLossError when it is damaged or something else;
 * UnimplementedError for dtypes that Varscope does not know; InvalidArgumentError when it is for newer readers.
 * @example
 * ```ts
 * const reader = await openTensorBundle('model.ckpt-100');
 * const bytes = await reader.read({ name: 'dense/kernel' });
 * ```
 */
export async function openTensorBundle(location: BundleLocation): Promise<TensorReader> {
  const { files, path } = placeOf(location);
  const query = /^https?:/i.test(path) ? /[?#].*$/s.exec(path)?.[0] ?? '' : '';
  const prefix = path.slice(0, path.length - query.length);
  const fileOf = (suffix: string): string => prefix + suffix + query;
  const paths = v1Paths(path);
  if (PATTERN.test(prefix) && paths.length === 1) throw await notFound(files, path);
  try {
    return createReader(await openBundle(files, fileOf), path);
  } catch (error) {
    if (!isMissing(error, fileOf('.index'))) throw error;
  }
  try {
    return createReader(await openV1(files, paths), path);
  } catch (error) {
    if (isMissing(error, paths[0])) throw await notFound(files, path);
    throw DataLossError.isInstance(error) ? withPrefix(error, prefix) : error;
  }
}

/** Says what a checkpoint is named by, when it was named by one of its files. */
function withPrefix(error: DataLossError, path: string): DataLossError {
  const prefix = FILE_OF_BUNDLE.exec(path)?.[1];
  if (prefix === undefined) return error;
  const [firstLine = ''] = error.message.split('\n', 1);
  return new DataLossError(firstLine, { ...error.details, expected: `what all its files begin with: ${prefix}` });
}

/** Whether the error is that the very file does not exist: that others miss is another thing. */
function isMissing(error: unknown, path: string | undefined): boolean {
  return FileNotFoundError.isInstance(error) && (error.details.file ?? path) === path;
}

function v1Paths(path: string): string[] {
  const [, start, end, count] = SHARDED_V1.exec(path) ?? [];
  if (start === undefined || Number(count) < 1 || Number(count) > MOST_FILES) return [path];
  return Array.from({ length: Number(count) }, (_, i) => `${start}-${String(i).padStart(5, '0')}${end}`);
}

async function notFound(files: FileSystem, path: string): Promise<FileNotFoundError> {
  const message = `Unsuccessful TensorSliceReader constructor: Failed to find any matching files for ${path}`;
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const names = await files.list(folder).catch((): string[] => []); // a web server has no list
  const found = names.filter((name) => name.endsWith('.index')).map((name) => name.slice(0, -'.index'.length));
  return new FileNotFoundError(message, { file: path, ...(found.length > 0 && { nearest: found.slice(0, 3) }) });
}
