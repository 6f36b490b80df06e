import type { DType } from './dtype.js';
import type { Shape } from './shape.js';

/** The number of partitions along every axis of a variable of `shape`; at most one of them may be more than 1. */
export type Partitioner = (shape: Shape, dtype: DType) => readonly number[];
