import { listCaseFiles } from './list-case-files.js';
import { runCaseFile, type FileReport } from './run-case-file.js';

/** Runs the files of cases of a directory, or a single file; a directory without a case is one failure. */
export function runDirectory(path: string): FileReport[] {
  let files: string[];
  try {
    files = listCaseFiles(path);
  } catch (error) {
    const actual = error instanceof Error ? error.message : String(error);
    return [{ path, passed: 0, failures: [{ id: path, differences: [{ path: '', expected: 'cases', actual }] }] }];
  }
  return files.map(runCaseFile);
}
