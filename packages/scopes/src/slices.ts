import type { Shape } from '@varscope/spec';

/** Where a shard lies. */
export interface Slice {
  readonly offset: Shape;
  readonly shape: Shape;
}

/**
 * The shards of a variable: along the one axis with several partitions, else a single shard along axis 0. Where the
 * size does not divide evenly, the first shards get one more.
 */
export function slices(shape: Shape, partitions: readonly number[]): Slice[] {
  const axis = Math.max(0, partitions.findIndex((count) => count > 1));
  const count = partitions[axis] as number; // one for every axis
  const size = shape[axis] as number; // as many as partitions
  const result: Slice[] = [];
  let start = 0;
  for (let i = 0; i < count; i++) {
    const length = Math.floor(size / count) + (i < size % count ? 1 : 0);
    result.push({
      offset: shape.map((_, dimension) => (dimension === axis ? start : 0)),
      shape: shape.map((whole, dimension) => (dimension === axis ? length : whole)),
    });
    start += length;
  }
  return result;
}
