import { describe, expect, it } from 'vitest';
import { fitColumns, tableWidth, type Column } from './fit-columns.js';

const COLUMNS: readonly Column[] = [
  { key: 'name', width: 40, shortest: 16 },
  { key: 'shape', width: 10 },
  { key: 'dtype', width: 8 },
  { key: 'parameters', width: 12 },
  { key: 'bytes', width: 9 },
  { key: 'trainable', width: 9 },
  { key: 'device', width: 30, shortest: 16 },
];
const LEAST_NEEDED = ['device', 'trainable', 'dtype', 'bytes', 'shape'];
const keys = (columns: readonly Column[]): string[] => columns.map((column) => column.key);

describe('fitColumns', () => {
  it('leaves columns alone that fit', () => {
    expect(fitColumns(COLUMNS, LEAST_NEEDED, tableWidth(COLUMNS))).toEqual(COLUMNS);
  });

  it('cuts the wider of name and device', () => {
    const fitted = fitColumns(COLUMNS, LEAST_NEEDED, tableWidth(COLUMNS) - 14);
    expect(fitted.filter((column) => column.key === 'name' || column.key === 'device').map((column) => column.width)).toEqual([28, 28]);
  });

  it('leaves columns out when cutting is not enough', () => {
    expect(keys(fitColumns(COLUMNS, LEAST_NEEDED, 80))).toEqual(['name', 'shape', 'dtype', 'parameters', 'bytes', 'trainable']);
    expect(keys(fitColumns(COLUMNS, LEAST_NEEDED, 55))).toEqual(['name', 'shape', 'parameters', 'bytes']);
    expect(keys(fitColumns(COLUMNS, LEAST_NEEDED, 5))).toEqual(['name', 'parameters']);
  });

  it('never makes the table wider than it may be', () => {
    for (let width = 30; width < 140; width++) expect(tableWidth(fitColumns(COLUMNS, LEAST_NEEDED, width))).toBeLessThanOrEqual(width);
  });
});
