import { PartitionerAxisError } from '@varscope/spec/errors';
import { formatShape, type Shape } from '@varscope/spec/shape';

/**
 * The axis as an index into `shape`; a negative one counts from the end.
 * @throws PartitionerAxisError when `shape` has no such axis.
 */
export function resolveAxis(shape: Shape, axis: number): number {
  const index = axis < 0 ? axis + shape.length : axis;
  if (shape[index] === undefined) {
    const details = { expected: `an axis of the shape ${formatShape(shape)}`, found: `axis ${axis}` };
    throw new PartitionerAxisError('list index out of range', details, 'IndexError');
  }
  return index;
}
