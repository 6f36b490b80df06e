import { formatShape, isFullyDefined, type DType, type PartialShape, type Partitioner, type Shape } from '@varscope/spec';
import { PartitionerResultError, PartitionRankError, ShapeNotFullyDefinedError } from '@varscope/spec/errors';
import { failure } from './failure.js';

/**
 * The partitions of a variable, checked, and its shape, which must be known.
 * @throws ShapeNotFullyDefinedError, PartitionRankError when the shape admits no partitioning.
 * @throws PartitionerResultError when the partitioner gives none.
 */
export function callPartitioner(
  key: string,
  partitioner: Partitioner,
  shape: PartialShape | null,
  dtype: DType,
): { readonly partitions: readonly number[]; readonly shape: Shape } {
  if (shape === null || !isFullyDefined(shape)) {
    const found = shape === null ? '<unknown>' : formatShape(shape);
    throw failure(ShapeNotFullyDefinedError, key, `Shape of a new partitioned variable must be fully defined, but instead was ${found}.`);
  }
  const text = formatShape(shape);
  if (shape.length < 1) {
    throw failure(PartitionRankError, key, `A partitioned Variable must have rank at least 1, shape: ${text}`);
  }
  const partitions: unknown = partitioner(shape, dtype);
  if (!Array.isArray(partitions)) {
    throw failure(PartitionerResultError, key, `Partitioner must return a sequence, but saw: ${String(partitions)}`);
  }
  const counts = partitions as readonly number[]; // checked below as far as TensorFlow does
  const listed = `[${counts.join(', ')}]`;
  if (counts.length !== shape.length) {
    throw failure(PartitionerResultError, key, `Partitioner returned a partition list that does not match the Variable's rank: ${listed} vs. ${text}`);
  }
  if (counts.some((count) => !(count >= 1))) {
    throw failure(PartitionerResultError, key, `Partitioner returned zero partitions for some axes: ${listed}`);
  }
  if (counts.filter((count) => count > 1).length > 1) {
    throw failure(PartitionerResultError, key, `Can only slice a variable along one dimension: shape: ${text}, partitioning: ${listed}`);
  }
  return { partitions: counts, shape };
}
