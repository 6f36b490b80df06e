import type { Tensor, TensorLike } from '@tensorflow/tfjs-core';
import type { Constraint } from './constraint.js';
import type { DType } from './dtype.js';
import type { PartialShape } from './shape.js';
import type { VariableAggregation } from './variable-aggregation.js';
import type { DeviceSpecLike } from './variable-request.js';
import type { VariableSynchronization } from './variable-synchronization.js';
import type { VariableLike } from './variable.js';

/** What a new variable is made from, as a variable creator receives it: frozen. */
export interface VariableCreation {
  /** The value, or a function that computes it. */
  readonly initialValue: Tensor | TensorLike | (() => Tensor | TensorLike) | null;
  readonly name: string | null;
  readonly trainable: boolean | null;
  readonly collections: readonly string[] | null;
  readonly dtype: DType | null;
  readonly shape: PartialShape | null;
  readonly constraint: Constraint | null;
  readonly cachingDevice: DeviceSpecLike | null;
  readonly validateShape: boolean;
  readonly useResource: boolean | null;
  readonly synchronization: VariableSynchronization;
  readonly aggregation: VariableAggregation;
}

/** Makes the variable: the next creator further out, in the end Varscope itself. */
export type NextVariableCreator = (options: VariableCreation) => VariableLike;

/** Takes part in the creation of every variable in its scope. */
export type VariableCreator = (next: NextVariableCreator, options: VariableCreation) => VariableLike;
