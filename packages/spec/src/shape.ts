/** A fully known shape. */
export type Shape = readonly number[];

/** A shape in which `null` is an unknown dimension. */
export type PartialShape = readonly (number | null)[];

/** Whether every dimension is known. */
export function isFullyDefined(shape: PartialShape): shape is Shape {
  for (let i = 0; i < shape.length; i++) if (shape[i] === null) return false;
  return true;
}

/** Whether two shapes can be the same shape: equal rank, and equal wherever both know the dimension. */
export function shapesCompatible(a: PartialShape, b: PartialShape): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i] && a[i] !== null && b[i] !== null) return false;
  return true;
}

/** The number of elements: 1 for a scalar. */
export function numElements(shape: Shape): number {
  let count = 1;
  for (const size of shape) count *= size;
  return count;
}

/** A shape as TensorFlow prints it: `()`, `(3,)`, `(None, 4)`. */
export function formatShape(shape: PartialShape): string {
  const sizes = shape.map((size) => (size === null ? 'None' : String(size)));
  return sizes.length === 1 ? `(${sizes[0]},)` : `(${sizes.join(', ')})`;
}
