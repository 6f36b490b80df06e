import { displayWidth } from './display-width.js';
import { fitColumns, GAP, tableWidth, type Column } from './fit-columns.js';
import { printable } from './printable.js';
import { truncateMiddle } from './truncate-middle.js';

/** A column of a table. */
export interface TableColumn<Key extends string = string> {
  readonly key: Key;
  readonly title: string;
  /** Numbers are aligned at their end. */
  readonly align?: 'start' | 'end';
  /** To how many characters its texts may be cut where there is no room: they lose their middle. */
  readonly shortest?: number;
}

/** A row of a table. */
export interface TableRow<Key extends string = string> {
  /** Any text: control characters are replaced. */
  readonly cells: Readonly<Record<Key, string>>;
  /** By how many steps its first cell is indented: none. */
  readonly depth?: number;
  /** How it stands out where there are colours: not at all. */
  readonly style?: 'strong' | 'faint' | 'plain';
}

/** A table of texts. */
export interface Table<Key extends string = string> {
  readonly columns: readonly TableColumn<Key>[];
  readonly rows: readonly TableRow<Key>[];
  /** Rows below a rule. */
  readonly totals?: readonly TableRow<Key>[];
  /** Which columns are left out first where there is no room; those that are not named always stay. */
  readonly leastNeeded?: readonly Key[];
}

/** How a table is written as text. */
export interface FormatTableOptions {
  /** Whether to colour it for a terminal with ANSI escape sequences: no. */
  readonly color?: boolean;
  /** The most characters of a line: no limit. Texts are cut, then columns are left out. */
  readonly maxWidth?: number;
}

const STYLES = { strong: '\u001b[1m', faint: '\u001b[2m', plain: '' } as const;
const RESET = '\u001b[0m';
const INDENT = 2;

/**
 * A table as lines of text, without a final line break. Columns are aligned as a terminal shows them, whatever script
 * the texts are in. A column without any text is left out.
 */
export function formatTable<Key extends string>(table: Table<Key>, options: FormatTableOptions = {}): string {
  const { color = false, maxWidth = Infinity } = options;
  const { rows, totals = [], leastNeeded = [] } = table;
  const filled = table.columns.filter(({ key }) => [...rows, ...totals].some(({ cells }) => cells[key] !== ''));
  const shown = filled.length === 0 ? table.columns : filled;
  const title: TableRow<Key> = { cells: titlesOf(table.columns), style: 'strong' };
  const columns = fitColumns(shown.map((column, i) => measure(column, i === 0, [title, ...rows, ...totals])), leastNeeded, maxWidth);
  const format = (row: TableRow<Key>): string => formatRow(row, columns, table.columns, color);
  const rule = totals.length === 0 ? [] : ['─'.repeat(tableWidth(columns))];
  return [format(title), ...rows.map(format), ...rule, ...totals.map(format)].join('\n');
}

function titlesOf<Key extends string>(columns: readonly TableColumn<Key>[]): Record<Key, string> {
  return Object.fromEntries(columns.map(({ key, title }) => [key, title])) as Record<Key, string>; // it has each key
}

/** As wide as its widest cell. */
function measure<Key extends string>({ key, shortest }: TableColumn<Key>, isFirst: boolean, rows: readonly TableRow<Key>[]): Column<Key> {
  const width = rows.reduce((widest, row) => Math.max(widest, (isFirst ? indentOf(row) : 0) + displayWidth(printable(row.cells[key]))), 0);
  return { key, width, shortest };
}

function indentOf({ depth = 0 }: TableRow): number {
  return depth * INDENT;
}

function formatRow<Key extends string>(
  row: TableRow<Key>,
  columns: readonly Column<Key>[],
  all: readonly TableColumn<Key>[],
  color: boolean,
): string {
  const cells = columns.map(({ key, width }, i) => {
    const whole = printable(row.cells[key]);
    // Deep scopes may not push the names out of a narrow column.
    const room = Math.max(width - displayWidth(whole), Math.floor(width / 2));
    const indent = i === 0 ? Math.min(indentOf(row), room) : 0;
    const text = truncateMiddle(whole, width - indent);
    const padding = ' '.repeat(width - indent - displayWidth(text));
    const isAtEnd = all.find((column) => column.key === key)?.align === 'end';
    return isAtEnd ? padding + text : ' '.repeat(indent) + text + padding;
  });
  const line = cells.join(' '.repeat(GAP)).trimEnd();
  const style = color ? STYLES[row.style ?? 'plain'] : '';
  return style === '' ? line : `${style}${line}${RESET}`;
}
