import type { Tensor, Variable as TfjsVariable } from '@tensorflow/tfjs-core';
import type { Constraint } from './constraint.js';
import type { DType } from './dtype.js';
import type { SaveSliceInfo } from './save-slice-info.js';
import type { PartialShape } from './shape.js';
import type { VariableAggregation } from './variable-aggregation.js';
import type { VariableSynchronization } from './variable-synchronization.js';

/** A Varscope variable as other packages see it: a tfjs variable with what TensorFlow knows of it. */
export interface VariableLike extends TfjsVariable {
  /** TensorFlow's name, with `:0`. */
  readonly name: string;
  readonly op: { readonly name: string };
  /** The TensorFlow dtype; `dtype` is that of its storage. */
  readonly declaredDtype: DType;
  /** The shape that was asked for, with `null` for an open dimension; `shape` is that of the present value. */
  readonly declaredShape: PartialShape;
  readonly device: string;
  readonly constraint: Constraint | null;
  readonly synchronization: VariableSynchronization;
  readonly aggregation: VariableAggregation;
  /** Set on the shards of a partitioned variable. */
  readonly saveSliceInfo: SaveSliceInfo | null;
  readonly isInitialized: boolean;
}

/** A partitioned variable as other packages see it. It is not a tensor; `asTensor()` is its value. */
export interface PartitionedVariableLike extends Iterable<VariableLike> {
  /** Name of the whole, without `:0`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly declaredDtype: DType;
  readonly length: number;
  /** Number of partitions along every axis. */
  readonly partitions: readonly number[];
  /** The shards concatenated, a new tensor owned by the caller; gradients reach every shard. */
  asTensor(): Tensor;
}

/** What a getter may return, and so what `getVariable` may return. */
export type VariableResult = VariableLike | PartitionedVariableLike | Tensor | null | undefined;

/** Whether `value` is a partitioned variable rather than a tensor. */
export function isPartitionedVariable(value: unknown): value is PartitionedVariableLike {
  return typeof value === 'object' && value !== null && 'asTensor' in value && 'partitions' in value;
}

/** The tensor of what a getter returned: the concatenation of a partitioned variable, anything else as it is. */
export function asTensor(value: VariableLike | PartitionedVariableLike | Tensor): Tensor {
  return isPartitionedVariable(value) ? value.asTensor() : value;
}
