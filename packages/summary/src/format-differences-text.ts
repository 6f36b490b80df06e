import { formatShape } from '@varscope/spec';
import { formatCount } from './format-count.js';
import { formatNumber } from './format-number.js';
import { formatTable, type FormatTableOptions, type TableColumn } from './format-table.js';
import type { DifferingTensor, TensorDifference, ValueDifference } from './tensor-difference.js';

/** How differences are written as text. */
export interface FormatDifferencesTextOptions extends FormatTableOptions {
  /** How the two checkpoints are called. */
  readonly left: string;
  readonly right: string;
  /** How many rows a list has at most: all. */
  readonly limit?: number;
}

const NAME: TableColumn<'name'> = { key: 'name', title: 'Tensor', shortest: 16 };

/**
 * The differences of two checkpoints as text, without a final line break: what one of them has alone, what differs in
 * shape or dtype, and what differs in values, the largest differences first. Empty where there are none.
 */
export function formatDifferencesText(differences: readonly TensorDifference[], options: FormatDifferencesTextOptions): string {
  const { left, right } = options;
  return [
    section(`Only in ${left}`, differences.filter((each) => each.right === null), options, (rows) => onlyTable(rows, 'left', options)),
    section(`Only in ${right}`, differences.filter((each) => each.left === null), options, (rows) => onlyTable(rows, 'right', options)),
    section('Other shape or type', differences.filter(isOfOtherKind), options, (rows) => kindTable(rows, options)),
    section('Other values', differences.filter(hasOtherValues).sort(byLargest), options, (rows) => valueTable(rows, options)),
  ].flat().join('\n\n');
}

/** A heading, a table, and how much of it is not shown; nothing where there is no row. */
function section<Row>(
  title: string,
  rows: readonly Row[],
  { limit = Infinity, color = false }: FormatDifferencesTextOptions,
  table: (rows: readonly Row[]) => string,
): string[] {
  if (rows.length === 0) return [];
  const heading = `${title} (${formatCount(rows.length)})`;
  const more = rows.length > limit ? `\n… and ${formatCount(rows.length - limit)} more` : '';
  return [`${color ? `\u001b[1m${heading}\u001b[0m` : heading}\n${table(rows.slice(0, limit))}${more}`];
}

function onlyTable(rows: readonly TensorDifference[], side: 'left' | 'right', options: FormatTableOptions): string {
  const columns = [NAME, { key: 'shape', title: 'Shape' }, { key: 'dtype', title: 'Type' }] as const;
  const cells = rows.map((each) => ({ cells: { name: each.name, shape: formatShape(each[side]!.shape), dtype: each[side]!.dtype } }));
  return formatTable({ columns, rows: cells }, options);
}

function kindTable(rows: readonly TensorDifference[], options: FormatDifferencesTextOptions): string {
  const columns = [NAME, { key: 'left', title: options.left, shortest: 16 }, { key: 'right', title: options.right, shortest: 16 }] as const;
  const kind = ({ shape, dtype }: DifferingTensor): string => `${dtype} ${formatShape(shape)}`;
  const cells = rows.map(({ name, left, right }) => ({ cells: { name, left: kind(left!), right: kind(right!) } }));
  return formatTable({ columns, rows: cells }, options);
}

function valueTable(rows: readonly WithValues[], options: FormatDifferencesTextOptions): string {
  const columns = [
    NAME,
    { key: 'differing', title: 'Differing', align: 'end' },
    { key: 'share', title: 'Of all', align: 'end' },
    { key: 'largest', title: 'Largest', align: 'end' },
    { key: 'at', title: 'At' },
    { key: 'left', title: options.left, align: 'end', shortest: 8 },
    { key: 'right', title: options.right, align: 'end', shortest: 8 },
  ] as const;
  const cells = rows.map(({ name, values }) => ({
    cells: {
      name,
      differing: formatCount(values.differing),
      share: formatShare(values.differing / values.elements),
      largest: values.largest === null ? '–' : formatNumber(values.largest),
      at: formatShape(values.at),
      left: values.left,
      right: values.right,
    },
  }));
  return formatTable({ columns, rows: cells, leastNeeded: ['right', 'left', 'at', 'share', 'differing'] }, options);
}

interface WithValues extends TensorDifference {
  readonly values: ValueDifference;
}

function hasOtherValues(each: TensorDifference): each is WithValues {
  return each.values !== null;
}

function isOfOtherKind({ left, right }: TensorDifference): boolean {
  return left !== null && right !== null && (left.dtype !== right.dtype || formatShape(left.shape) !== formatShape(right.shape));
}

function byLargest(a: WithValues, b: WithValues): number {
  const size = ({ values }: WithValues): number => values.largest ?? Infinity;
  return size(a) === size(b) ? 0 : size(b) - size(a);
}

/** In percent; what is not all is never 100. */
function formatShare(share: number): string {
  const percent = 100 * share;
  if (percent === 100) return '100 %';
  return percent < 0.1 ? '<0.1 %' : `${Math.min(percent, 99.9).toFixed(1)} %`;
}
