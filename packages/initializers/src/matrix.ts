/** The transpose of a `rows` × `columns` matrix; both in row-major order. */
export function transpose(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(matrix.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) result[column * rows + row] = matrix[row * columns + column] as number; // within it
  }
  return result;
}

/** Adds the product of a `rows` × `size` and a `size` × `size` matrix to `out`; all in row-major order. */
export function addProduct(out: Float64Array, left: Float64Array, right: Float64Array, rows: number, size: number): void {
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < size; k++) {
      const factor = left[row * size + k] as number; // these are within the matrices
      for (let column = 0; column < size; column++) {
        out[row * size + column] = (out[row * size + column] as number) + factor * (right[k * size + column] as number);
      }
    }
  }
}
