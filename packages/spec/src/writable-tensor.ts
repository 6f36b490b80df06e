import type { Tensor } from '@tensorflow/tfjs-core';
import type { Shape } from './shape.js';

/** A new tensor whose memory its maker may still write. */
export interface WritableTensor {
  /** Owned by the caller. */
  readonly tensor: Tensor;
  /** Its elements, which may hold anything; to be written before anything else runs on the backend. */
  readonly values: Float32Array | Int32Array;
  /** The memory in which they lie. */
  readonly memory: WebAssembly.Memory;
}

/** Makes a tensor that is written in place. */
export type MakeWritableTensor = (shape: Shape, dtype: 'float32' | 'int32') => WritableTensor;

/**
 * The property of a tfjs backend by which its adapter offers to make such tensors. Initializers write their values
 * there where it is offered, and otherwise into an array that tfjs copies.
 */
export const WRITABLE_TENSORS: unique symbol = Symbol.for('varscope.writableTensors') as never; // `unique symbol` admits no Symbol.for call
