import type { FileSystem } from '@varscope/spec/file-system';
import { UnimplementedError } from '@varscope/spec/errors';

/** The writing half of a file system that can only be read. */
export function readOnly(name: string): Pick<FileSystem, 'create' | 'rename' | 'remove'> {
  const refuse = (path: string): Promise<never> =>
    Promise.reject(new UnimplementedError(`The files of ${name} can only be read.`, { file: path }));
  return { create: refuse, rename: refuse, remove: refuse };
}
