import type { TensorSlice } from '@varscope/spec';
import type { GraphVariable } from '@varscope/store';

/** A variable that is to take a value, and where in a checkpoint it is. */
export interface RestoreTarget {
  readonly variable: GraphVariable;
  /** The name of the tensor in the checkpoint. */
  readonly tensor: string;
  /** Whether the variable is one shard of the tensor. */
  readonly isSlice: boolean;
}

/** Name of the variable as a user asks for it: that of the whole of a shard. */
export function wholeName({ variable, isSlice }: RestoreTarget): string {
  return (isSlice ? variable.saveSliceInfo?.fullName : undefined) ?? variable.op.name;
}

/** The block of the tensor that a target takes; the whole without one. */
export function sliceOf({ variable, isSlice }: RestoreTarget): TensorSlice | undefined {
  const info = isSlice ? variable.saveSliceInfo : null;
  return info === null ? undefined : { offset: info.varOffset, shape: info.varShape };
}
