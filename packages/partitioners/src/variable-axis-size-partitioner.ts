import { InvalidArgumentError, PartitionerArgumentError } from '@varscope/spec/errors';
import type { Partitioner } from '@varscope/spec/partitioner';
import { formatShape, numElements } from '@varscope/spec/shape';
import { elementBytes } from './element-bytes.js';
import { requireShape } from './require-shape.js';
import { resolveAxis } from './resolve-axis.js';
import { splitAxis } from './split-axis.js';

/** Options of `variableAxisSizePartitioner`. */
export interface VariableAxisSizePartitionerOptions {
  /** The axis to split; a negative one counts from the end. Default 0. */
  readonly axis?: number;
  /** Bytes that an element of a string variable is taken to have. Default 16. */
  readonly bytesPerStringElement?: number;
  /** The largest number of shards; `null` and 0 set no limit. Default `null`. */
  readonly maxShards?: number | null;
}

/**
 * Splits every variable into shards of at most `maxShardBytes` bytes, or of one entry of the axis where an entry alone
 * is larger. TensorFlow's `tf.variable_axis_size_partitioner`.
 *
 * The partitioner throws PartitionerAxisError when the shape has no such axis, ShapeNotFullyDefinedError when a
 * dimension is unknown, and InvalidArgumentError when one is 0, where TensorFlow divides by zero.
 *
 * @throws PartitionerArgumentError when a size is below 1 or `maxShards` is negative.
 */
export function variableAxisSizePartitioner(
  maxShardBytes: number,
  options: VariableAxisSizePartitionerOptions = {},
): Partitioner {
  const { axis = 0, bytesPerStringElement = 16, maxShards = null } = options;
  if (!(maxShardBytes >= 1 && Number.isFinite(maxShardBytes) && bytesPerStringElement >= 1)) {
    throw new PartitionerArgumentError(
      'Both max_shard_bytes and bytes_per_string_element must be positive. ' +
        `Currently, max_shard_bytes is ${maxShardBytes} and bytes_per_string_element is ${bytesPerStringElement}`,
    );
  }
  if (maxShards !== null && maxShards < 0) throw new PartitionerArgumentError('max_shards must be positive.');

  return (shape, dtype) => {
    const full = requireShape(shape);
    const index = resolveAxis(full, axis);
    const size = full[index] as number; // resolveAxis found it
    const bytesPerEntry = (numElements(full) / size) * elementBytes(dtype, bytesPerStringElement);
    if (!(bytesPerEntry > 0)) {
      throw new InvalidArgumentError(`division by zero: a variable of shape ${formatShape(full)} has no bytes to split`);
    }
    const entriesPerShard = Math.max(1, Math.floor(maxShardBytes / bytesPerEntry));
    const shards = Math.ceil(size / entriesPerShard);
    return splitAxis(full, index, maxShards ? Math.min(maxShards, shards) : shards);
  };
}
