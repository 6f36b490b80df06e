import type { Partitioner } from '@varscope/spec/partitioner';
import { requireShape } from './require-shape.js';
import { resolveAxis } from './resolve-axis.js';
import { splitAxis } from './split-axis.js';

/** Options of `fixedSizePartitioner`. */
export interface FixedSizePartitionerOptions {
  /** The axis to split; a negative one counts from the end. Default 0. */
  readonly axis?: number;
}

/**
 * Splits every variable into `numShards` shards, or into as many as the axis has entries if those are fewer.
 * TensorFlow's `tf.fixed_size_partitioner`; like it, it takes any number of shards, and the creation of the variable
 * refuses those below 1.
 *
 * The partitioner throws PartitionerAxisError when the shape has no such axis, and ShapeNotFullyDefinedError when a
 * dimension is unknown.
 */
export function fixedSizePartitioner(numShards: number, options: FixedSizePartitionerOptions = {}): Partitioner {
  const { axis = 0 } = options;
  return (shape) => {
    const full = requireShape(shape);
    const index = resolveAxis(full, axis);
    return splitAxis(full, index, Math.min(numShards, full[index] as number)); // resolveAxis found it
  };
}
