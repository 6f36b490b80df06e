import type { Shape } from '@varscope/spec';
import { ArgumentTypeError, BadShapeError } from '@varscope/spec/errors';

/**
 * Checks what callers without types may pass as the shape of a tensor.
 * @throws BadShapeError when it is no array or has a negative dimension.
 * @throws ArgumentTypeError when a dimension is no whole number.
 */
export function checkShape(shape: Shape): void {
  if (!Array.isArray(shape)) throw new BadShapeError(`Shape must be rank 1, but got ${String(shape)}.`);
  for (const size of shape as readonly unknown[]) {
    if (!Number.isInteger(size)) {
      throw new ArgumentTypeError(`Failed to convert elements of the shape [${shape.join(', ')}] to integers.`);
    }
    if ((size as number) < 0) throw new BadShapeError(`Invalid value in tensor used for shape: ${String(size)}`); // an integer
  }
}
