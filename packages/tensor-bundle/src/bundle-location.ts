import { blobFiles, localFiles, memoryFiles } from '@varscope/files';
import type { FileSystem } from '@varscope/spec/file-system';
import { InvalidArgumentError } from '@varscope/spec/errors';

/** A checkpoint in a file system of `@varscope/files`, or of one's own: the path is what the names of its files begin with. */
export interface PlacedBundle {
  readonly files: FileSystem;
  readonly path: string;
}

/** Bytes, or what a user chose, by name. */
export type NamedFiles =
  | ReadonlyMap<string, Uint8Array> | Readonly<Record<string, Uint8Array>>
  | ReadonlyMap<string, Blob> | Readonly<Record<string, Blob>> | Iterable<File>;

/**
 * Where a checkpoint is: what the paths of its files begin with, as `Saver.save` returned it (`model.ckpt-100`), on the
 * disk or as an address; in a file system; or all its files by name, of which one ends with `.index`.
 */
export type BundleLocation = string | URL | PlacedBundle | NamedFiles;

/** The file system and the path that a location means. */
export function placeOf(location: BundleLocation): PlacedBundle {
  if (typeof location === 'string' || location instanceof URL) return { files: localFiles(), path: String(location) };
  if (isPlaced(location)) return location;
  const [names, files] = namedFiles(location);
  return { files, path: prefixAmong(names) };
}

function isPlaced(location: PlacedBundle | NamedFiles): location is PlacedBundle {
  return 'path' in location && typeof location.path === 'string';
}

function namedFiles(location: NamedFiles): [names: string[], files: FileSystem] {
  if (Symbol.iterator in location && !(location instanceof Map)) {
    const chosen = [...(location as Iterable<File>)]; // no other kind of location has an iterator
    // Files of a folder have a path in it; those of Node have no such property.
    return [chosen.map((file) => (file.webkitRelativePath as string | undefined) || file.name), blobFiles(chosen)];
  }
  const byName = location instanceof Map ? location : new Map(Object.entries(location)); // what is left
  const isBytes = [...byName.values()].every((file) => file instanceof Uint8Array);
  return [[...byName.keys()], isBytes ? memoryFiles(byName as Map<string, Uint8Array>) : blobFiles(byName as Map<string, Blob>)];
}

/** What the names of the files of a checkpoint begin with: that of its index, of a V1 file, or the pattern of several. */
function prefixAmong(names: readonly string[]): string {
  const indexes = names.filter((name) => name.endsWith('.index'));
  if (indexes.length === 1) return indexes[0]!.slice(0, -'.index'.length);
  const patterns = new Set(names.map((name) => name.replace(/-\d{5,}(-of-\d{5,})$/, '-?????$1')));
  if (indexes.length === 0 && patterns.size === 1) return patterns.values().next().value!;
  throw new InvalidArgumentError('It is not clear which of these files are a checkpoint', {
    expected: 'one that ends with .index and its data files, or files of the format V1 alone',
    found: names.length === 0 ? 'no files' : names.slice(0, 10).join(', '),
  });
}
