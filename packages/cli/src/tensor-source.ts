import type { StoredTensor, TensorData, TensorReader, TensorSlice } from '@varscope/spec';

/** A tensor that can be read: of a file, or made from such. */
export interface TensorSource extends StoredTensor {
  /** The tensor, or a block of it. */
  readonly read: (slice?: TensorSlice) => Promise<TensorData>;
}

/** The tensors of a file. */
export function sourcesOf(reader: TensorReader): TensorSource[] {
  return Array.from(reader.tensors.values(), (tensor) => ({
    ...tensor,
    read: (slice) => reader.read({ name: tensor.name, slice }),
  }));
}
