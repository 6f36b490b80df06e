import { numElements, type PartitionInfo, type Shape } from '@varscope/spec';

/** Elements that lie next to each other both in a shard and in the whole variable. */
export interface ShardRun {
  /** Index of the first one within the shard. */
  readonly start: number;
  /** Index of the first one within the whole. */
  readonly offset: number;
  readonly length: number;
}

/** The runs of which a shard of `shape` consists, in row-major order. */
export function* shardRuns(shape: Shape, partitionInfo: PartitionInfo): Generator<ShardRun> {
  const { fullShape, varOffset } = partitionInfo;
  const axis = partitionInfo.singleSliceDim(shape) ?? 0;
  const inner = numElements(shape.slice(axis + 1));
  const length = numElements(shape.slice(axis, axis + 1)) * inner;
  const fullLength = numElements(fullShape.slice(axis, axis + 1)) * inner;
  const skipped = (varOffset[axis] ?? 0) * inner;
  const runs = numElements(shape.slice(0, axis));
  for (let run = 0; run < runs; run++) {
    yield { start: run * length, offset: run * fullLength + skipped, length };
  }
}
