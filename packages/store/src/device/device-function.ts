import type { DType, PartialShape } from '@varscope/spec';
import type { DeviceSpec } from './device-spec.js';

/** The op that is being placed, as a device function sees it. */
export interface DeviceOperation {
  /** Name of the op: that of the variable, without `:0`. */
  readonly name: string;
  /** TensorFlow's type of the op: `VarHandleOp` for a resource variable, `VariableV2` for one with `useResource: false`. */
  readonly type: string;
  /** What the scopes further in have chosen; empty when they have chosen nothing. */
  readonly device: string;
  /** Shape of the variable; `null` when not even its rank is known. */
  readonly shape: PartialShape | null;
  /** The declared dtype of the variable. */
  readonly dtype: DType;
}

/**
 * Chooses the device of an op. What it returns stands in place of `operation.device`; to keep what was chosen further
 * in, it must merge. In TensorFlow it receives an `Operation`, and the shape and dtype are attributes of that.
 */
export type DeviceFunction = (operation: DeviceOperation) => string | DeviceSpec;
