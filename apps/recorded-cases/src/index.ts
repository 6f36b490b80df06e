export { Difference, expectSame } from './difference.js';
export type { RecordedCase } from './recorded-case.js';
export { runCommand, type RecordedCommand } from './run-command.js';
export { runRecorded, type RecordedReport } from './run-recorded.js';
