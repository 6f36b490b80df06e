import type { Benchmark, Report, Row, Target } from './benchmark.js';
import { isMet } from './is-met.js';

const HEAD = ['', 'median', 'min', 'p90', 'per second'];

/** The report of a benchmark as a table, with its targets below. */
export function formatReport({ name, describe }: Benchmark, { rows, targets, notes }: Report): string {
  return [
    `${name}: ${describe}`,
    ...alignColumns([HEAD, ...rows.map(cells)]),
    ...targets.map(formatTarget),
    ...notes.map((note) => `  ${note}`),
    '',
  ].join('\n');
}

function cells({ variant, unit, median, min, p90, operationsPerSecond }: Row): string[] {
  const numbers = [median, min, p90].map((value) => (value === undefined ? '' : `${formatNumber(value)} ${unit}`));
  return [variant, ...numbers, operationsPerSecond === undefined ? '' : formatNumber(operationsPerSecond)];
}

/** The first column to the left, the numbers to the right. */
function alignColumns(lines: readonly string[][]): string[] {
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const align = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0);
  return lines.map((line) => `  ${line.map(align).join('  ').trimEnd()}`);
}

function formatTarget(target: Target): string {
  const { text, value, unit, direction, limit } = target;
  const verdict = isMet(target) ? '✓ met' : '✗ not met';
  return `  ${verdict}: ${text} ${formatNumber(value)} ${unit}, to be ${direction} ${formatNumber(limit)} ${unit}`;
}

/** Four significant digits, whole numbers in full. */
function formatNumber(value: number): string {
  const digits = Number.isInteger(value) || Math.abs(value) >= 1000 ? 0 : Math.max(0, 3 - Math.floor(Math.log10(Math.abs(value))));
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
