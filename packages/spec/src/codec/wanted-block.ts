import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import { formatShape, numElements } from '../shape.js';
import { STORED_DTYPE_BYTES } from '../stored-dtype.js';
import type { StoredTensor, TensorRequest, TensorSlice } from '../tensor-reader.js';
import { isInside, wholeSlice } from './slice.js';

/** What a request wants of a tensor. */
export interface WantedBlock {
  readonly slice: TensorSlice;
  readonly elements: number;
  /** Of the result; `null` for strings. */
  readonly bytes: number | null;
}

/**
 * What a request wants of the tensor that it names, checked as the contract of `TensorReader` has it.
 * @param file How errors name it.
 * @throws InvalidArgumentError when the block is not inside the tensor, or `into` has another size.
 */
export function wantedBlock(
  { slice, into }: TensorRequest, { name, dtype, shape }: Pick<StoredTensor, 'name' | 'dtype' | 'shape'>, file: string,
): WantedBlock {
  if (slice !== undefined && !isInside(slice, shape)) {
    throw new InvalidArgumentError(`The block of tensor ${name} is not inside of it.`, {
      file,
      variable: name,
      expected: `a block of shape ${formatShape(shape)}`,
      found: `offset ${formatShape(slice.offset)}, shape ${formatShape(slice.shape)}`,
    });
  }
  const elements = numElements(slice?.shape ?? shape);
  const elementBytes = STORED_DTYPE_BYTES.get(dtype);
  const bytes = elementBytes === undefined ? null : elements * elementBytes;
  if (into !== undefined && into.length !== bytes) {
    throw new InvalidArgumentError(`The array to read tensor ${name} into has another size.`, {
      file,
      variable: name,
      expected: bytes === null ? 'none: strings come in an array of their own' : `${bytes} bytes`,
      found: `${into.length} bytes`,
    });
  }
  return { slice: slice ?? wholeSlice(shape), elements, bytes };
}
