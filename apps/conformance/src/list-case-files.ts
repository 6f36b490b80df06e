import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The table of error kinds, which lies beside the cases of some directories. */
const NOT_CASES: ReadonlySet<string> = new Set(['kinds.json']);

/**
 * The paths of the files of cases in a directory and below it, sorted; a file is itself.
 * @throws Error when there is none, or no such path.
 */
export function listCaseFiles(path: string): string[] {
  const files = statSync(path).isDirectory() ? below(path) : [path];
  if (files.length === 0) throw new Error(`${path}: holds no case`);
  return files;
}

function below(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.json(\.gz)?$/.test(name) && !NOT_CASES.has(name.split(/[\\/]/).at(-1) ?? ''))
    .sort()
    .map((name) => join(directory, name));
}
