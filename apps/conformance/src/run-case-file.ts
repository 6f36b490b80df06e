import type { Difference } from './compare.js';
import { readCaseFile } from './read-case-file.js';
import { compareCase } from './compare-case.js';
import { measureCase } from './measure-case.js';

/** What came of a file of cases. */
export interface FileReport {
  readonly path: string;
  readonly passed: number;
  readonly failures: readonly CaseFailure[];
}

/** A case that differs, or that could not be run. */
export interface CaseFailure {
  /** The id of the case; the path of a file that could not be read. */
  readonly id: string;
  readonly differences: readonly Difference[];
}

/** Runs the cases of a file; a file that cannot be read is one failure. */
export function runCaseFile(path: string): FileReport {
  let cases;
  try {
    ({ cases } = readCaseFile(path));
  } catch (error) {
    return { path, passed: 0, failures: [{ id: path, differences: [crash(error)] }] };
  }
  const failures: CaseFailure[] = [];
  for (const testCase of cases) {
    const differences = attempt(() => compareCase(testCase, measureCase(testCase)));
    if (differences.length > 0) failures.push({ id: testCase.id, differences });
  }
  return { path, passed: cases.length - failures.length, failures };
}

function attempt(run: () => Difference[]): Difference[] {
  try {
    return run();
  } catch (error) {
    return [crash(error)];
  }
}

function crash(error: unknown): Difference {
  return { path: '', expected: 'a run to the end', actual: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
