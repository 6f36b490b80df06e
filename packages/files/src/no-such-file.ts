import { FileNotFoundError } from '@varscope/spec/errors';

/** The error of a path that no file has. */
export function noSuchFile(path: string): FileNotFoundError {
  return new FileNotFoundError(`${path}; No such file or directory`, { file: path });
}
