import type { Row } from './benchmark.js';

/** Where the times of TensorFlow come from. */
export const TENSORFLOW_SOURCE: string =
  'TensorFlow: recorded once, not measured in this run: version 2.21 from the wheel, tf.compat.v1 in graph mode, ' +
  'on the CPU of a machine with two cores.';

/** A recorded time of TensorFlow as a row. */
export function tensorflowRow(microseconds: number): Row {
  return {
    variant: 'TensorFlow 2.21 (recorded)',
    unit: 'µs',
    median: microseconds,
    operationsPerSecond: 1e6 / microseconds,
  };
}
