import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedCase } from './recorded-case.js';

/** The outcome of all cases of a directory or file. */
export interface RecordedReport {
  readonly passed: number;
  readonly failures: readonly { readonly id: string; readonly message: string }[];
}

/**
 * Runs every case of a directory and below it, or of a file; a directory without any is a failure, and so is a file whose
 * cases cannot be read.
 * @param readCases The cases of a JSON file; none when the file is of no kind that it knows.
 */
export async function runRecorded(path: string, readCases: (file: string) => readonly RecordedCase[]): Promise<RecordedReport> {
  let passed = 0;
  const failures: { id: string; message: string }[] = [];
  const attempt = async (id: string, run: () => void | Promise<void>): Promise<boolean> => {
    try {
      await run();
      return true;
    } catch (error) {
      failures.push({ id, message: error instanceof Error ? error.message : String(error) });
      return false;
    }
  };
  for (const file of listJsonFiles(path)) {
    await attempt(file, async () => {
      for (const { id, check } of readCases(file)) if (await attempt(`${file}: ${id}`, check)) passed++;
    });
  }
  if (passed === 0 && failures.length === 0) failures.push({ id: path, message: 'holds no case' });
  return { passed, failures };
}

function listJsonFiles(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(path, name));
}
