import type { FileSystem } from '@varscope/spec/file-system';
import { UnimplementedError } from '@varscope/spec/errors';

export const hasDisk = false;

/** Where there is no disk. */
export function createNodeFiles(): FileSystem {
  throw new UnimplementedError('nodeFiles needs Node, Deno or Bun. In browsers use opfsFiles, indexedDbFiles, blobFiles or urlFiles.');
}
