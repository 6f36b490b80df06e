import { blobFiles, localFiles, memoryFiles } from '@varscope/files';
import type { FileSystem } from '@varscope/spec/file-system';

/** A file of a file system of `@varscope/files`, or of one's own. */
export interface PlacedFile {
  readonly files: FileSystem;
  readonly path: string;
}

/**
 * Where a file is: a path or an address as text, an address, what a user chose, its bytes, or a path in a file system.
 * A file that leads to others, as the index of a sharded one does, finds them beside it.
 */
export type SafetensorsLocation = string | URL | Blob | Uint8Array | PlacedFile;

/** How errors name bytes that have no name. */
const UNNAMED = 'model.safetensors';

/** The file system and the path that a location means. */
export function placeOf(location: SafetensorsLocation): PlacedFile {
  if (typeof location === 'string' || location instanceof URL) return { files: localFiles(), path: String(location) };
  if (location instanceof Uint8Array) return { files: memoryFiles({ [UNNAMED]: location }), path: UNNAMED };
  if (!(location instanceof Blob)) return location;
  const path = 'name' in location && typeof location.name === 'string' ? location.name : UNNAMED;
  return { files: blobFiles(new Map([[path, location]])), path };
}

/** The path of a file beside another. */
export function pathBeside(path: string, name: string): string {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) return new URL(encodeURIComponent(name), path).href;
  return path.slice(0, path.lastIndexOf('/') + 1) + name;
}
