import type { Cells } from './cells.js';

/** A column and its width in characters. */
export interface Column {
  readonly key: keyof Cells;
  readonly width: number;
}

/** Columns between two columns of the table. */
export const GAP = 2;
/** To what width these columns may be cut; the others hold numbers and short words. */
const SHORTEST: Partial<Record<keyof Cells, number>> = { name: 16, device: 16 };
/** Which columns are left out first where there is no room. */
const LEAST_NEEDED: readonly (keyof Cells)[] = ['device', 'trainable', 'dtype', 'bytes', 'shape'];

/**
 * The columns that fit into `maxWidth`, and how wide they are: names and devices are cut, the wider first; where that
 * is not enough, columns are left out. Names and numbers of parameters always stay.
 */
export function fitColumns(columns: readonly Column[], maxWidth: number): Column[] {
  let fitting = [...columns];
  for (const key of LEAST_NEEDED) {
    if (tableWidth(fitting.map(shortest)) <= maxWidth) break;
    fitting = fitting.filter((column) => column.key !== key);
  }
  while (tableWidth(fitting) > maxWidth) {
    const widest = fitting.filter((column) => column.width > shortest(column).width).sort((a, b) => b.width - a.width)[0];
    if (widest === undefined) break;
    fitting = fitting.map((column) => (column === widest ? { ...column, width: column.width - 1 } : column));
  }
  return fitting;
}

/** The width of a table of these columns. */
export function tableWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + column.width + GAP, -GAP);
}

function shortest({ key, width }: Column): Column {
  return { key, width: Math.min(width, SHORTEST[key] ?? width) };
}
