import type { DType, OpSeed } from '@varscope/spec';
import { fillNormal, type FloatDType } from '@varscope/random';
import { ArgumentTypeError } from '@varscope/spec/errors';
import { requireFloatCall } from './check-dtype.js';
import { orthonormalColumns } from './orthonormal-columns.js';

/** The ops that TensorFlow makes for the matrix after those of the normal numbers: QR, diagonal, sign, product. */
export const ORTHOGONAL_OPS = 4;

/** @throws ArgumentTypeError when TensorFlow has no decomposition for `dtype`. */
export function requireOrthogonalCall(dtype: DType): FloatDType {
  const float = requireFloatCall(dtype, 0);
  if (float !== 'bfloat16') return float;
  throw new ArgumentTypeError(
    "Value passed to parameter 'input' has DataType bfloat16 not in list of allowed values: float64, float32, float16",
  );
}

/**
 * A `rows` × `columns` matrix (rows ≥ columns) with orthonormal columns, in row-major order: Q of the decomposition of a
 * matrix of normal numbers of `dtype`, as `orthonormalColumns` defines it.
 */
export function orthogonalMatrix(rows: number, columns: number, dtype: FloatDType, seed: OpSeed): Float64Array {
  const drawn = dtype === 'float64' ? new Float64Array(rows * columns) : new Float32Array(rows * columns);
  fillNormal(drawn, seed, { dtype });
  const matrix = Float64Array.from(drawn);
  orthonormalColumns(matrix, rows, columns);
  return matrix;
}
