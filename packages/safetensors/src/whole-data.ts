import { blockRuns, commonBlock, copyRuns, wholeSlice } from '@varscope/spec/codec';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { numElements } from '@varscope/spec/shape';
import { STORED_DTYPE_BYTES } from '@varscope/spec/stored-dtype';
import type { TensorToWrite } from '@varscope/spec/tensor-reader';
import type { GatheredTensor } from './gather-tensors.js';

/** All bytes of a tensor: those it has, or those of its pieces put together. */
export async function wholeData(tensor: GatheredTensor, file: string): Promise<Uint8Array> {
  const [first] = tensor.pieces;
  if (first?.slice === undefined) return await dataOf(first!, tensor.size, file); // there is one
  const element = STORED_DTYPE_BYTES.get(tensor.dtype)!;
  const whole = new Uint8Array(tensor.size);
  for (const piece of tensor.pieces) {
    const slice = piece.slice!; // all are pieces, or none is
    const data = await dataOf(piece, numElements(slice.shape) * element, file);
    copyRuns(data, blockRuns(commonBlock(slice, wholeSlice(tensor.shape))), whole, element);
  }
  return whole;
}

async function dataOf({ name, data }: TensorToWrite, size: number, file: string): Promise<Uint8Array> {
  const given = typeof data === 'function' ? await data() : data;
  if (given instanceof Uint8Array && given.length === size) return given;
  const found = given instanceof Uint8Array ? `${given.length}` : 'a list of strings';
  throw new InvalidArgumentError(`The data of tensor ${name} has another size.`, { file, variable: name, expected: `${size} bytes`, found });
}
