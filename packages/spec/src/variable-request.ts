import type { Constraint } from './constraint.js';
import type { DType } from './dtype.js';
import type { InitializerLike } from './initializer.js';
import type { Partitioner } from './partitioner.js';
import type { Regularizer } from './regularizer.js';
import type { Reuse } from './reuse.js';
import type { PartialShape } from './shape.js';
import type { VariableAggregation } from './variable-aggregation.js';
import type { VariableSynchronization } from './variable-synchronization.js';

/**
 * Where the value of a variable is cached for its readers: a device string such as `/job:worker/task:1`, or, as in
 * TensorFlow, a function of the op that reads, such as `(operation) => operation.device`. Where a backend serves that
 * device, readers there find a copy that is made when it is first read and again after the value has changed.
 */
export type DeviceSpecLike = string | ((operation: { readonly device: string }) => string);

/** A request for a variable as a custom getter receives it: frozen, with every scope default filled in. */
export interface VariableRequest {
  /** As it was passed; `null` when it was not. */
  readonly shape: PartialShape | null;
  readonly dtype: DType;
  readonly initializer: InitializerLike | null;
  readonly regularizer: Regularizer | null;
  /** `null` gets the variable or creates it, as `AUTO_REUSE` does. */
  readonly reuse: Reuse | null;
  readonly trainable: boolean | null;
  /** As they were passed; `null` stands for the global variables. */
  readonly collections: readonly string[] | null;
  readonly cachingDevice: DeviceSpecLike | null;
  readonly partitioner: Partitioner | null;
  readonly validateShape: boolean;
  readonly useResource: boolean | null;
  readonly constraint: Constraint | null;
  readonly synchronization: VariableSynchronization;
  readonly aggregation: VariableAggregation;
}
