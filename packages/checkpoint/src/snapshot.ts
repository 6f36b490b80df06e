import type { Tensor } from '@tensorflow/tfjs-core';
import type { TensorData, TensorToWrite } from '@varscope/spec';
import type { GraphVariable } from '@varscope/store';
import { encodeValues } from './encode-values.js';
import type { Saveable } from './saveables.js';

/** The values that variables have at one moment. */
export interface Snapshot {
  /** The tensors of a checkpoint, with the variable that each is the value of. The data of each can be taken once. */
  readonly tensors: readonly SnapshotTensor[];
  /** Frees what was not taken. */
  dispose(): void;
}

/** A tensor to write, and whose value it is. */
export interface SnapshotTensor extends TensorToWrite {
  readonly variable: GraphVariable;
}

/**
 * The values that variables have now, whatever becomes of them while these are written. Nothing is copied: a value that a
 * variable gives up meanwhile lives until it is written.
 * @throws FailedPreconditionError when a variable has no value.
 */
export function takeSnapshot(saveables: readonly Saveable[]): Snapshot {
  const held = new Set<Tensor>();
  const dispose = (): void => {
    for (const value of held) value.dispose();
    held.clear();
  };
  const hold = (variable: GraphVariable): (() => Promise<TensorData>) => {
    const value = variable.readValue();
    held.add(value);
    return async () => {
      const data = await dataOf(value, variable);
      if (held.delete(value)) value.dispose();
      return data;
    };
  };
  try {
    const tensors = saveables.flatMap(({ name, isSliced, variables }) =>
      variables.map((variable) => ({ ...describe(name, isSliced, variable), data: hold(variable), variable })),
    );
    return { tensors, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

function describe(name: string, isSliced: boolean, variable: GraphVariable): Omit<TensorToWrite, 'data'> {
  const { declaredDtype: dtype, shape, saveSliceInfo } = variable;
  if (!isSliced || saveSliceInfo === null) return { name, dtype, shape };
  return { name, dtype, shape: saveSliceInfo.fullShape, slice: { offset: saveSliceInfo.varOffset, shape: saveSliceInfo.varShape } };
}

async function dataOf(value: Tensor, { declaredDtype }: GraphVariable): Promise<TensorData> {
  if (value.dtype === 'string') return (await value.bytes()); // of a tensor of strings
  return encodeValues(await value.data(), declaredDtype);
}
