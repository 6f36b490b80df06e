import { fillNormal } from '@varscope/random';
import { describe, expect, it } from 'vitest';
import { orthonormalColumns } from './orthonormal-columns.js';

function drawMatrix(rows: number, columns: number): Float64Array {
  const matrix = new Float64Array(rows * columns);
  fillNormal(matrix, { pair: [1, rows * columns], run: 0 });
  return matrix;
}

/** The product of the transpose of `a` and `b`, both with `columns` columns. */
function products(a: Float64Array, b: Float64Array, columns: number): number[][] {
  const column = (matrix: Float64Array, i: number): number[] => Array.from(matrix.filter((_, at) => at % columns === i));
  const dot = (u: number[], v: number[]): number => u.reduce((sum, value, i) => sum + value * (v[i] as number), 0);
  return Array.from({ length: columns }, (_, i) =>
    Array.from({ length: columns }, (_unused, j) => dot(column(a, i), column(b, j))),
  );
}

describe.each([
  [1, 1],
  [3, 3],
  [7, 2],
  [40, 33],
])('of a %i × %i matrix', (rows, columns) => {
  const matrix = drawMatrix(rows, columns);
  const q = matrix.slice();
  orthonormalColumns(q, rows, columns);

  it('gives columns of length 1 at right angles', () => {
    products(q, q, columns).forEach((row, i) => row.forEach((product, j) => expect(product).toBeCloseTo(i === j ? 1 : 0, 13)));
  });

  it('leaves an upper triangle with a positive diagonal', () => {
    products(q, matrix, columns).forEach((row, i) => {
      row.slice(0, i).forEach((below) => expect(below).toBeCloseTo(0, 12));
      expect(row[i]).toBeGreaterThan(0);
    });
  });
});

it('makes a column 0 that gives a diagonal of 0', () => {
  const matrix = Float64Array.of(0, 1, 0, 2);
  orthonormalColumns(matrix, 2, 2);
  expect([matrix[0], matrix[2]]).toEqual([0, 0]);
});

it('takes matrices without columns', () => {
  expect(() => orthonormalColumns(new Float64Array(0), 3, 0)).not.toThrow();
});
