import type { Shape } from '@varscope/spec/shape';

/** A partitioning of `shape` into `partitions` along one axis and none along the others. */
export function splitAxis(shape: Shape, axis: number, partitions: number): readonly number[] {
  return shape.map((_, index) => (index === axis ? partitions : 1));
}
