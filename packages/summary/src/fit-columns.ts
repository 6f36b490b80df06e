/** A column and its width in characters. */
export interface Column<Key extends string = string> {
  readonly key: Key;
  readonly width: number;
  /** To what width it may be cut; without it, it is never cut. */
  readonly shortest?: number | undefined;
}

/** Columns between two columns of the table. */
export const GAP = 2;

/**
 * The columns that fit into `maxWidth`, and how wide they are: those that may be cut are cut, the widest first; where
 * that is not enough, columns are left out, in the order of `leastNeeded`.
 */
export function fitColumns<Key extends string>(
  columns: readonly Column<Key>[],
  leastNeeded: readonly Key[],
  maxWidth: number,
): Column<Key>[] {
  let fitting = [...columns];
  for (const key of leastNeeded) {
    if (tableWidth(fitting.map(cut)) <= maxWidth) break;
    fitting = fitting.filter((column) => column.key !== key);
  }
  while (tableWidth(fitting) > maxWidth) {
    const widest = fitting.filter((column) => column.width > cut(column).width).sort((a, b) => b.width - a.width)[0];
    if (widest === undefined) break;
    fitting = fitting.map((column) => (column === widest ? { ...column, width: column.width - 1 } : column));
  }
  return fitting;
}

/** The width of a table of these columns. */
export function tableWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + column.width + GAP, -GAP);
}

function cut<Key extends string>(column: Column<Key>): Column<Key> {
  return { ...column, width: Math.min(column.width, column.shortest ?? column.width) };
}
