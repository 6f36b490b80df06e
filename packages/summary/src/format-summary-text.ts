import { scopeCells, shardCells, TITLES, totalCells, variableCells, type Cells } from './cells.js';
import { formatTable, type FormatTableOptions, type TableColumn, type TableRow } from './format-table.js';
import type { ScopeSummary } from './summary.js';

/**
 * How a summary is written as text. At `maxWidth` names and devices lose their middle, then columns are left out; below
 * 30 columns lines may be longer.
 */
export interface FormatSummaryTextOptions extends FormatTableOptions {
  /** Whether every shard of a partitioned variable gets a row of its own: no. */
  readonly expandShards?: boolean;
}

type Row = TableRow<keyof Cells>;

/** Names and devices may be cut; the others hold numbers and short words. */
const COLUMNS: readonly TableColumn<keyof Cells>[] = [
  { key: 'name', title: TITLES.name, shortest: 16 },
  { key: 'shape', title: TITLES.shape },
  { key: 'dtype', title: TITLES.dtype },
  { key: 'parameters', title: TITLES.parameters, align: 'end' },
  { key: 'bytes', title: TITLES.bytes, align: 'end' },
  { key: 'trainable', title: TITLES.trainable },
  { key: 'device', title: TITLES.device, shortest: 16 },
];
/** Names and numbers of parameters always stay. */
const LEAST_NEEDED: readonly (keyof Cells)[] = ['device', 'trainable', 'dtype', 'bytes', 'shape'];

/**
 * The table as lines of text, without a final line break: a row for every variable, a row for every scope with the
 * totals of what is below it, and the totals of all. The column of devices is there when a variable has one. Columns
 * are aligned as a terminal shows them, whatever script the names are in; control characters in names are replaced.
 */
export function formatSummaryText(summary: ScopeSummary, options: FormatSummaryTextOptions = {}): string {
  const { expandShards = false, ...format } = options;
  const rows = scopeRows(summary, 0, expandShards);
  return formatTable({ columns: COLUMNS, rows, totals: totalRows(summary), leastNeeded: LEAST_NEEDED }, format);
}

function scopeRows(scope: ScopeSummary, depth: number, expandShards: boolean): Row[] {
  const variables = scope.variables.flatMap((variable): Row[] => {
    const style = variable.trainable ? 'plain' : 'faint';
    const shards = expandShards ? variable.shards : [];
    return [
      { cells: variableCells(variable), depth, style },
      ...shards.map((shard): Row => ({ cells: shardCells(shard), depth: depth + 1, style })),
    ];
  });
  const scopes = scope.scopes.flatMap((inner): Row[] => [
    { cells: scopeCells(inner), depth, style: 'strong' },
    ...scopeRows(inner, depth + 1, expandShards),
  ]);
  return [...variables, ...scopes];
}

function totalRows({ totals }: ScopeSummary): Row[] {
  return [
    { cells: totalCells('Total', totals.all), style: 'strong' },
    { cells: totalCells('Trainable', totals.trainable), style: 'strong' },
    { cells: totalCells('Non-trainable', totals.nonTrainable), style: 'strong' },
  ];
}
