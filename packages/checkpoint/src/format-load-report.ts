import type { LoadReport } from './load-report.js';

/** Lines of each part; a checkpoint of another model would fill pages. */
const MOST_LINES = 20;

/** A report as text: a line of counts, and below what is to be looked at. */
export function formatLoadReport(report: LoadReport): string {
  const { restored, missing, wrongShape, wrongDtype, unexpected, suggestedMap } = report;
  const counts = [
    `${restored.length} restored`,
    `${missing.length} missing`,
    `${wrongShape.length} of another shape`,
    `${wrongDtype.length} of another dtype`,
    `${unexpected.length} not asked for`,
  ];
  const difference = (word: string) => ({ variable, tensor, expected, found }: LoadReport['wrongShape'][number]): string =>
    `${shown(variable, tensor)}: ${word} ${found} in the checkpoint, ${expected} in the variable`;
  return [
    `${report.path}: ${counts.join(', ')}`,
    ...part('missing', missing, ({ variable, tensor, parts, nearest }) => `${shown(variable, tensor)}${partsText(parts)}${nearestText(nearest)}`),
    ...part('of another shape', wrongShape, difference('shape')),
    ...part('of another dtype', wrongDtype, difference('dtype')),
    ...part('not asked for', unexpected, (name) => name),
    ...part('try initFromCheckpoint with the map', [...suggestedMap], ([from, to]) => `'${from}' → '${to}'`),
  ].join('\n');
}

function shown(variable: string, tensor: string): string {
  return variable === tensor ? variable : `${variable} (as ${tensor})`;
}

function partsText(parts: number): string {
  return parts === 1 ? '' : `, in ${parts} parts`;
}

function nearestText(nearest: readonly string[]): string {
  return nearest.length === 0 ? '' : `; near: ${nearest.join(', ')}`;
}

function part<T>(title: string, entries: readonly T[], line: (entry: T) => string): string[] {
  if (entries.length === 0) return [];
  const more = entries.length > MOST_LINES ? [`    … and ${entries.length - MOST_LINES} more`] : [];
  return [`  ${title}:`, ...entries.slice(0, MOST_LINES).map((entry) => `    ${line(entry)}`), ...more];
}
