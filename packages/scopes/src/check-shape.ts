import type { PartialShape } from '@varscope/spec';
import { BadShapeError } from '@varscope/spec/errors';

/** @throws BadShapeError when a dimension is neither `null` nor a whole number from 0. */
export function checkShape(shape: PartialShape): PartialShape {
  for (const size of shape) {
    if (size === null) continue;
    if (!Number.isInteger(size)) {
      throw new BadShapeError(`Dimension value must be integer or None, got value '${String(size)}' with type '${typeof size}'`);
    }
    if (size < 0) throw new BadShapeError(`Dimension ${size} must be >= 0`);
  }
  return shape;
}
