import { DataLossError } from '@varscope/spec/errors';

/** The error of a read that reaches beyond the end of a file. */
export function endOfFile(path: string, offset: number, length: number, size: number): DataLossError {
  return new DataLossError('Unexpected end of file.', {
    file: path,
    offset,
    expected: `${length} bytes`,
    found: `${Math.max(0, size - offset)} bytes`,
  });
}
