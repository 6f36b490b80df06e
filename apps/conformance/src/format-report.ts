import type { Json } from './case-format.js';
import type { FileReport } from './run-case-file.js';

/**
 * The report on some files of cases: the first differences, at most `limit` cases of them, a line for every file, and
 * in the end `N passed, N failed`.
 */
export function formatReport(files: readonly FileReport[], limit: number): string {
  const failures = files.flatMap((file) => file.failures);
  const lines = failures.slice(0, limit).flatMap(({ id, differences }) => [
    `${id}: ${differences.length} ${differences.length === 1 ? 'difference' : 'differences'}`,
    ...differences.slice(0, DIFFERENCES_SHOWN).map(({ path, expected, actual }) => `  ${path}  expected ${show(expected)}  actual ${show(actual)}`),
  ]);
  if (failures.length > limit) lines.push(`… and ${failures.length - limit} more cases`);
  for (const { path, passed, failures: failed } of files) lines.push(`${path}: ${passed} passed, ${failed.length} failed`);
  const passed = files.reduce((total, file) => total + file.passed, 0);
  return [...lines, `${passed} passed, ${failures.length} failed`].join('\n');
}

const DIFFERENCES_SHOWN = 3;

function show(value: Json | undefined): string {
  return value === undefined ? '<absent>' : typeof value === 'string' ? value : JSON.stringify(value);
}
