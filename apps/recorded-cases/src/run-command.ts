import type { RecordedCase } from './recorded-case.js';
import { runRecorded, type RecordedReport } from './run-recorded.js';

/** A program that compares recorded cases. */
export interface RecordedCommand {
  /** What `--help` prints. */
  readonly usage: string;
  /** The directory that is taken when none is given. */
  readonly recorded: string;
  readonly readCases: (file: string) => readonly RecordedCase[];
}

const SHOWN = 20;

/** Runs the cases of the directories on the command line, prints what came of them, and sets the exit code. */
export async function runCommand({ usage, recorded, readCases }: RecordedCommand): Promise<void> {
  const given = process.argv.slice(2);
  if (given.includes('--help')) {
    console.log(usage);
    return;
  }
  const reports: RecordedReport[] = [];
  for (const path of given.length > 0 ? given : [recorded]) reports.push(await runRecorded(path, readCases));
  const failures = reports.flatMap((report) => report.failures);
  for (const { id, message } of failures.slice(0, SHOWN)) console.log(`${id}\n  ${message.replaceAll('\n', '\n  ')}`);
  if (failures.length > SHOWN) console.log(`… and ${failures.length - SHOWN} more`);
  console.log(`${reports.reduce((sum, report) => sum + report.passed, 0)} passed, ${failures.length} failed`);
  if (failures.length > 0) process.exitCode = 1;
}
