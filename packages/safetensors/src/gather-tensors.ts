import { findBadSlice, formatSlice, isInside } from '@varscope/spec/codec';
import { InvalidArgumentError, UnimplementedError } from '@varscope/spec/errors';
import { formatShape, numElements, type Shape } from '@varscope/spec/shape';
import { STORED_DTYPE_BYTES, type StoredDType } from '@varscope/spec/stored-dtype';
import type { TensorToWrite } from '@varscope/spec/tensor-reader';
import { HEADER_DTYPES } from './header-dtypes.js';

/** A tensor with all that is to be written of it. */
export interface GatheredTensor {
  readonly name: string;
  /** As the header names it. */
  readonly headerDtype: string;
  readonly dtype: StoredDType;
  readonly shape: Shape;
  /** In bytes. */
  readonly size: number;
  /** One that is whole, or those that it consists of. */
  readonly pieces: readonly TensorToWrite[];
}

const ORDER = [...HEADER_DTYPES.keys()];
const HEADER_NAMES: ReadonlyMap<StoredDType, string> = new Map(Array.from(HEADER_DTYPES, ([name, dtype]) => [dtype, name]));

/** Tensors with their pieces, in the order in which they are written. */
export function gatherTensors(tensors: Iterable<TensorToWrite>, file: string): GatheredTensor[] {
  const byName = new Map<string, TensorToWrite[]>();
  for (const tensor of tensors) {
    const pieces = byName.get(tensor.name);
    if (pieces === undefined) byName.set(tensor.name, [tensor]);
    else pieces.push(tensor);
  }
  const gathered = Array.from(byName.values(), (pieces) => gatherOne(pieces, file));
  return gathered.sort((a, b) => ORDER.indexOf(b.headerDtype) - ORDER.indexOf(a.headerDtype) || compareCodePoints(a.name, b.name));
}

function gatherOne(pieces: readonly TensorToWrite[], file: string): GatheredTensor {
  const { name, dtype, shape } = pieces[0]!; // made for one
  const headerDtype = HEADER_NAMES.get(dtype);
  if (headerDtype === undefined) {
    throw new UnimplementedError(`Tensor ${name} has the dtype ${dtype}, which safetensors files do not have.`, { file, variable: name });
  }
  if (name === '__metadata__' || /\p{Cs}/u.test(name)) {
    throw new UnimplementedError(`Tensor ${name} has a name that tensors in safetensors files cannot have.`, { file, variable: name });
  }
  for (const other of pieces) {
    if (other.dtype !== dtype || formatShape(other.shape) !== formatShape(shape)) {
      throw collision(name, file, `${dtype} ${formatShape(shape)}`, `${other.dtype} ${formatShape(other.shape)}`);
    }
  }
  if (pieces.length > 1 || pieces[0]!.slice !== undefined) checkTiling(pieces, shape, name, file);
  return { name, headerDtype, dtype, shape, size: numElements(shape) * STORED_DTYPE_BYTES.get(dtype)!, pieces };
}

/** Pieces that are inside, do not overlap and have as many elements as the tensor cover it. */
function checkTiling(pieces: readonly TensorToWrite[], shape: Shape, name: string, file: string): void {
  const slices = pieces.map(({ slice }) => {
    if (slice === undefined) throw collision(name, file, 'one whole tensor, or pieces', `${pieces.length} of that name`);
    if (!isInside(slice, shape)) throw collision(name, file, `pieces inside of ${formatShape(shape)}`, formatSlice(slice));
    return slice;
  });
  const problem = findBadSlice(shape, slices);
  if (problem !== null) throw collision(name, file, 'pieces that do not overlap', problem);
  const covered = slices.reduce((sum, slice) => sum + numElements(slice.shape), 0);
  if (covered !== numElements(shape)) throw collision(name, file, `pieces of ${numElements(shape)} elements`, `${covered}`);
}

function collision(name: string, file: string, expected: string, found: string): InvalidArgumentError {
  return new InvalidArgumentError(`The pieces of tensor ${name} do not make it up.`, { file, variable: name, expected, found });
}

/** The order of UTF-8 bytes, which the one of UTF-16 is not. */
function compareCodePoints(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a.codePointAt(i) === b.codePointAt(i)) i++;
  return (a.codePointAt(i) ?? -1) - (b.codePointAt(i) ?? -1);
}
