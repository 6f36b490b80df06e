import { formatShape } from '@varscope/spec';
import { formatBytes } from './format-bytes.js';
import { formatCount } from './format-count.js';
import { formatNumber } from './format-number.js';
import { formatTable, type FormatTableOptions, type TableColumn, type TableRow } from './format-table.js';
import type { TensorStatistics } from './tensor-statistics.js';
import type { TensorScope, TensorSummary, TensorTotals } from './tensor-summary.js';

/** How the tensors of a checkpoint are written as text. */
export interface FormatTensorsTextOptions extends FormatTableOptions {
  /** Whether full names are listed, in place of a tree of scopes: no. */
  readonly flat?: boolean;
  /** How many levels of scopes are shown; deeper ones are counted in the last one shown. All of them. */
  readonly depth?: number;
  /** Whether every stored piece of a tensor gets a row of its own: no. */
  readonly expandSlices?: boolean;
  /** What the values are like, by name: columns are added for them. */
  readonly statistics?: ReadonlyMap<string, TensorStatistics> | undefined;
}

type Key = 'name' | 'shape' | 'dtype' | 'parameters' | 'bytes' | 'min' | 'max' | 'mean' | 'deviation' | 'zeros' | 'odd';
type Row = TableRow<Key>;

const COLUMNS: readonly TableColumn<Key>[] = [
  { key: 'name', title: 'Tensor', shortest: 16 },
  { key: 'shape', title: 'Shape' },
  { key: 'dtype', title: 'Type' },
  { key: 'parameters', title: 'Parameters', align: 'end' },
  { key: 'bytes', title: 'Bytes', align: 'end' },
  { key: 'min', title: 'Min', align: 'end' },
  { key: 'max', title: 'Max', align: 'end' },
  { key: 'mean', title: 'Mean', align: 'end' },
  { key: 'deviation', title: 'Std', align: 'end' },
  { key: 'zeros', title: 'Zeros', align: 'end' },
  { key: 'odd', title: 'NaN, Inf', align: 'end' },
];
const LEAST_NEEDED: readonly Key[] = ['dtype', 'bytes', 'shape'];
/** Whoever asks for statistics wants to see them. */
const LEAST_NEEDED_BESIDE_STATISTICS: readonly Key[] = ['parameters', 'bytes', 'dtype', 'zeros', 'shape', 'mean'];

const EMPTY: Record<Key, string> =
  { name: '', shape: '', dtype: '', parameters: '', bytes: '', min: '', max: '', mean: '', deviation: '', zeros: '', odd: '' };

/**
 * The tensors of a checkpoint as a table, without a final line break: a row for every tensor, a row for every scope
 * with the totals of what is below it, and the totals of all.
 */
export function formatTensorsText(summary: TensorScope, options: FormatTensorsTextOptions = {}): string {
  const { flat = false, depth = Infinity, expandSlices = false, statistics, ...format } = options;
  const tensorRows = (tensor: TensorSummary, level: number): Row[] => [
    { cells: tensorCells(tensor, flat ? tensor.name : lastPart(tensor.name), statistics?.get(tensor.name)), depth: level },
    ...(expandSlices ? sliceRows(tensor, level + 1) : []),
  ];
  const scopeRows = (scope: TensorScope, level: number): Row[] => [
    ...scope.tensors.flatMap((tensor) => tensorRows(tensor, level)),
    ...scope.scopes.flatMap((inner): Row[] => [
      { cells: { ...EMPTY, name: `${lastPart(inner.name)}/`, ...totalCells(inner.totals), shape: level < depth ? '' : countTensors(inner.totals) }, depth: level, style: 'strong' },
      ...(level < depth ? scopeRows(inner, level + 1) : []),
    ]),
  ];
  const rows = flat ? allTensors(summary).flatMap((tensor) => tensorRows(tensor, 0)) : scopeRows(summary, 0);
  const total: Row = { cells: { ...EMPTY, name: 'Total', ...totalCells(summary.totals), shape: countTensors(summary.totals) }, style: 'strong' };
  const leastNeeded = statistics === undefined ? LEAST_NEEDED : LEAST_NEEDED_BESIDE_STATISTICS;
  return formatTable({ columns: COLUMNS, rows, totals: [total], leastNeeded }, format);
}

function allTensors(scope: TensorScope): TensorSummary[] {
  return [...scope.tensors, ...scope.scopes.flatMap(allTensors)];
}

function tensorCells(tensor: TensorSummary, name: string, statistics: TensorStatistics | undefined): Record<Key, string> {
  const { shape, dtype, parameters, bytes, slices } = tensor;
  const split = slices.length === 0 ? '' : ` in ${slices.length} ${slices.length === 1 ? 'slice' : 'slices'}`;
  return {
    ...EMPTY,
    name,
    shape: formatShape(shape) + split,
    dtype,
    parameters: formatCount(parameters),
    bytes: bytes === null ? '?' : formatBytes(bytes),
    ...(statistics === undefined ? {} : statisticsCells(statistics)),
  };
}

function statisticsCells({ min, max, mean, standardDeviation, zeros, nans, infinities }: TensorStatistics): Partial<Record<Key, string>> {
  const number = (value: number): string => (Number.isNaN(value) ? '–' : formatNumber(value));
  return {
    min: number(min),
    max: number(max),
    mean: number(mean),
    deviation: number(standardDeviation),
    zeros: formatCount(zeros),
    odd: nans + infinities === 0 ? '' : `${formatCount(nans)}, ${formatCount(infinities)}`,
  };
}

function sliceRows({ slices }: TensorSummary, depth: number): Row[] {
  return slices.map(({ offset, shape }) => ({
    cells: { ...EMPTY, name: `at ${formatShape(offset)}`, shape: formatShape(shape) },
    depth,
    style: 'faint',
  }));
}

function totalCells({ parameters, bytes }: TensorTotals): Pick<Record<Key, string>, 'parameters' | 'bytes'> {
  return { parameters: formatCount(parameters), bytes: formatBytes(bytes) };
}

function countTensors({ tensors }: TensorTotals): string {
  return `${formatCount(tensors)} ${tensors === 1 ? 'tensor' : 'tensors'}`;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
