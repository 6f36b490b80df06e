import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { GoldenCase } from './golden-case.js';
import { readGoldenFile } from './read-golden-file.js';

/** The outcome of all cases of a directory or file. */
export interface GoldenReport {
  readonly passed: number;
  readonly failures: readonly { readonly id: string; readonly message: string }[];
}

/** Runs every case of the files in a directory and below it; a directory without any is a failure. */
export function runGolden(path: string): GoldenReport {
  const reports = listJsonFiles(path).map(runFile);
  const passed = reports.reduce((sum, report) => sum + report.passed, 0);
  const failures = reports.flatMap((report) => report.failures);
  if (passed === 0 && failures.length === 0) return { passed, failures: [{ id: path, message: 'holds no case' }] };
  return { passed, failures };
}

function listJsonFiles(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(path, name));
}

function runFile(path: string): GoldenReport {
  let cases: GoldenCase[];
  try {
    cases = readGoldenFile(path);
  } catch (error) {
    return { passed: 0, failures: [{ id: path, message: String(error) }] };
  }
  const failures = cases.flatMap(({ id, check }) => {
    try {
      check();
      return [];
    } catch (error) {
      return [{ id: `${path}: ${id}`, message: error instanceof Error ? error.message : String(error) }];
    }
  });
  return { passed: cases.length - failures.length, failures };
}
