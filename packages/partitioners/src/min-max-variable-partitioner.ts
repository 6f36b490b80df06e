import { PartitionerArgumentError, PartitionerAxisError } from '@varscope/spec/errors';
import type { Partitioner } from '@varscope/spec/partitioner';
import { formatShape, numElements } from '@varscope/spec/shape';
import { elementBytes } from './element-bytes.js';
import { requireShape } from './require-shape.js';
import { resolveAxis } from './resolve-axis.js';
import { splitAxis } from './split-axis.js';

/** Options of `minMaxVariablePartitioner`. */
export interface MinMaxVariablePartitionerOptions {
  /** The largest number of shards. Default 1. */
  readonly maxPartitions?: number;
  /** The axis to split; a negative one counts from the end. Default 0. */
  readonly axis?: number;
  /** The smallest shard in bytes, as far as the axis can be split so. Default 262144 (256 KiB). */
  readonly minSliceSize?: number;
  /** Bytes that an element of a string variable is taken to have. Default 16. */
  readonly bytesPerStringElement?: number;
}

/**
 * Splits every variable into at most `maxPartitions` shards, fewer where shards would have less than `minSliceSize`
 * bytes. TensorFlow's `tf.min_max_variable_partitioner`; like it, it takes any numbers and gives at least one shard.
 *
 * The partitioner throws PartitionerAxisError when the shape has no such axis, and ShapeNotFullyDefinedError when a
 * dimension is unknown.
 *
 * @throws PartitionerArgumentError when `minSliceSize` is 0, which TensorFlow finds out when it divides by it.
 */
export function minMaxVariablePartitioner(options: MinMaxVariablePartitionerOptions = {}): Partitioner {
  const { maxPartitions = 1, axis = 0, minSliceSize = 256 << 10, bytesPerStringElement = 16 } = options;
  if (minSliceSize === 0) throw new PartitionerArgumentError('division by zero: min_slice_size is 0');

  return (shape, dtype) => {
    const full = requireShape(shape);
    if (axis >= full.length) {
      throw new PartitionerAxisError(
        `Cannot partition variable along axis ${axis} when shape is only ${formatShape(full)}`,
      );
    }
    const index = resolveAxis(full, axis);
    const slices = Math.ceil((numElements(full) * elementBytes(dtype, bytesPerStringElement)) / minSliceSize);
    return splitAxis(full, index, Math.max(1, Math.min(full[index] as number, maxPartitions, slices))); // resolveAxis found it
  };
}
