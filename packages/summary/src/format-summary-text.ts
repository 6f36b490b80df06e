import { scopeCells, shardCells, TITLES, totalCells, variableCells, type Cells } from './cells.js';
import { displayWidth } from './display-width.js';
import { fitColumns, GAP, tableWidth, type Column } from './fit-columns.js';
import type { ScopeSummary } from './summary.js';
import { truncateMiddle } from './truncate-middle.js';

/** How a summary is written as text. */
export interface FormatSummaryTextOptions {
  /** Whether every shard of a partitioned variable gets a row of its own: no. */
  readonly expandShards?: boolean;
  /** Whether to colour it for a terminal with ANSI escape sequences: no. */
  readonly color?: boolean;
  /**
   * The most columns of a line: no limit. Names and devices lose their middle, then columns are left out; below 30
   * columns lines may be longer.
   */
  readonly maxWidth?: number;
}

interface Row {
  readonly cells: Cells;
  /** How many scopes it is in. */
  readonly depth: number;
  readonly style: Style;
}

type Style = 'title' | 'scope' | 'trainable' | 'nonTrainable' | 'total';

const BOLD = '\u001b[1m';
const DIM = '\u001b[2m';
const RESET = '\u001b[0m';
const STYLES: Readonly<Record<Style, string>> = { title: BOLD, scope: BOLD, trainable: '', nonTrainable: DIM, total: BOLD };

const INDENT = 2;
const RIGHT_ALIGNED: ReadonlySet<keyof Cells> = new Set(['parameters', 'bytes']);

/**
 * The table as lines of text, without a final line break: a row for every variable, a row for every scope with the
 * totals of what is below it, and the totals of all. The column of devices is there when a variable has one. Columns
 * are aligned as a terminal shows them, whatever script the names are in; control characters in names are replaced.
 */
export function formatSummaryText(summary: ScopeSummary, options: FormatSummaryTextOptions = {}): string {
  const { expandShards = false, color = false, maxWidth = Infinity } = options;
  const title: Row = { cells: TITLES, depth: 0, style: 'title' };
  const rows = scopeRows(summary, 0, expandShards);
  const totals = totalRows(summary);
  const columns = fitColumns(measure(title, [...rows, ...totals]), maxWidth);
  const format = (row: Row): string => formatRow(row, columns, color);
  const rule = '─'.repeat(tableWidth(columns));
  return [format(title), ...rows.map(format), rule, ...totals.map(format)].join('\n');
}

function scopeRows(scope: ScopeSummary, depth: number, expandShards: boolean): Row[] {
  const variables = scope.variables.flatMap((variable): Row[] => {
    const style = variable.trainable ? 'trainable' : 'nonTrainable';
    const shards = expandShards ? variable.shards : [];
    return [
      { cells: variableCells(variable), depth, style },
      ...shards.map((shard): Row => ({ cells: shardCells(shard), depth: depth + 1, style })),
    ];
  });
  const scopes = scope.scopes.flatMap((inner): Row[] => [
    { cells: scopeCells(inner), depth, style: 'scope' },
    ...scopeRows(inner, depth + 1, expandShards),
  ]);
  return [...variables, ...scopes];
}

function totalRows({ totals }: ScopeSummary): Row[] {
  return [
    { cells: totalCells('Total', totals.all), depth: 0, style: 'total' },
    { cells: totalCells('Trainable', totals.trainable), depth: 0, style: 'trainable' },
    { cells: totalCells('Non-trainable', totals.nonTrainable), depth: 0, style: 'nonTrainable' },
  ];
}

/** The columns as wide as their widest cell; without that of the devices where no row has one. */
function measure(title: Row, rows: readonly Row[]): Column[] {
  const keys = Object.keys(TITLES) as (keyof Cells)[]; // an object of that type
  return keys
    .filter((key) => key !== 'device' || rows.some((row) => row.cells.device !== ''))
    .map((key) => {
      const widths = [title, ...rows].map((row) => indentOf(row, key) + displayWidth(row.cells[key]));
      return { key, width: widths.reduce((widest, width) => Math.max(widest, width), 0) };
    });
}

function indentOf(row: Row, key: keyof Cells): number {
  return key === 'name' ? row.depth * INDENT : 0;
}

function formatRow(row: Row, columns: readonly Column[], color: boolean): string {
  const line = columns.map((column) => formatCell(row, column)).join(' '.repeat(GAP)).trimEnd();
  const style = color ? STYLES[row.style] : '';
  return style === '' ? line : `${style}${line}${RESET}`;
}

function formatCell(row: Row, { key, width }: Column): string {
  // Deep scopes may not push the names out of a narrow column.
  const indent = Math.min(indentOf(row, key), Math.floor(width / 2));
  const text = truncateMiddle(row.cells[key], width - indent);
  const padding = ' '.repeat(width - indent - displayWidth(text));
  return RIGHT_ALIGNED.has(key) ? padding + text : ' '.repeat(indent) + text + padding;
}
