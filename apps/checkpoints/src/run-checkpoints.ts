import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readCheckpointFile } from './read-checkpoint-file.js';

/** The outcome of all cases of a directory. */
export interface CheckpointReport {
  readonly passed: number;
  readonly failures: readonly { readonly id: string; readonly message: string }[];
}

/** Runs every case of a directory and below it; a directory without any is a failure. */
export async function runCheckpoints(path: string): Promise<CheckpointReport> {
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
      for (const { id, check } of readCheckpointFile(file)) if (await attempt(`${file}: ${id}`, check)) passed++;
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
