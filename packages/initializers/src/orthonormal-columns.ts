/**
 * The factor Q of the decomposition A = Q·R of a `rows` × `columns` matrix (rows ≥ columns) whose R has no negative number on
 * its diagonal, by Householder reflections in float64, in place; the matrix is in row-major order. That Q is unique: any
 * algorithm gives it, up to rounding. A column for which the diagonal is 0 becomes 0, as in TensorFlow.
 */
export function orthonormalColumns(matrix: Float64Array, rows: number, columns: number): void {
  const reflectors: Float64Array[] = [];
  const signs: number[] = [];
  for (let column = 0; column < columns; column++) {
    const vector = Float64Array.from({ length: rows }, (_, row) => matrix[row * columns + column] as number); // within it
    reflectors.forEach((reflector, first) => reflect(vector, reflector, first));
    signs.push(makeReflector(vector.subarray(column)));
    reflectors.push(vector.subarray(column));
  }
  for (let column = 0; column < columns; column++) {
    const vector = new Float64Array(rows);
    vector[column] = signs[column] as number; // one for each column
    for (let first = column; first >= 0; first--) reflect(vector, reflectors[first] as Float64Array, first); // likewise
    for (let row = 0; row < rows; row++) matrix[row * columns + column] = vector[row] as number; // as long
  }
}

/**
 * Replaces `vector` by the reflector v of length √2 (or 0) for which I - v·vᵀ turns it into a multiple of the first axis:
 * an entry on the diagonal of R. Returns the sign of that entry.
 */
function makeReflector(vector: Float64Array): number {
  const first = vector[0] as number; // rows ≥ columns
  const rest = vector.subarray(1);
  const squares = product(rest, rest, 0);
  if (squares === 0) {
    vector.fill(0);
    return Math.sign(first);
  }
  const norm = Math.sqrt(first * first + squares);
  const sign = first > 0 ? -1 : 1; // away from the entry: no cancellation
  vector[0] = first - sign * norm;
  const scale = 1 / Math.sqrt(norm * (norm + Math.abs(first)));
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) * scale; // within it
  return sign;
}

/** Applies I - v·vᵀ to the part of `vector` from `first` on. */
function reflect(vector: Float64Array, reflector: Float64Array, first: number): void {
  const factor = product(reflector, vector, first);
  for (let i = 0; i < reflector.length; i++) {
    vector[first + i] = (vector[first + i] as number) - factor * (reflector[i] as number); // within them
  }
}

function product(a: Float64Array, b: Float64Array, first: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[first + i] as number); // within them
  return sum;
}
