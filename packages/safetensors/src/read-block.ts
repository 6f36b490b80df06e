import { blockRuns, commonBlock, readRuns, wholeSlice } from '@varscope/spec/codec';
import type { ReadableFile } from '@varscope/spec/file-system';
import { STORED_DTYPE_BYTES } from '@varscope/spec/stored-dtype';
import type { TensorSlice } from '@varscope/spec/tensor-reader';
import type { HeaderTensor } from './parse-header.js';

/** Where a tensor is. */
export interface PlacedTensor extends HeaderTensor {
  readonly file: ReadableFile;
  /** Where the data begin in the file. */
  readonly dataOffset: number;
}

/** Reads a block of a tensor: its rows, and no more of them than what is cheaper to read than to leave out. */
export async function readBlock(tensor: PlacedTensor, slice: TensorSlice, into: Uint8Array): Promise<void> {
  const { file, dtype, shape, dataOffset, begin } = tensor;
  const runs = blockRuns(commonBlock(wholeSlice(shape), slice));
  const read = (offset: number, bytes: Uint8Array): Promise<void> => file.read(dataOffset + begin + offset, bytes);
  await readRuns(runs, STORED_DTYPE_BYTES.get(dtype)!, read, () => into); // those of a header all have a size
}
