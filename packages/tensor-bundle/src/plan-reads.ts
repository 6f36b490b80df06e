import { formatShape, numElements, STORED_DTYPE_BYTES, type StoredTensor, type TensorRequest, type TensorSlice } from '@varscope/spec';
import { InvalidArgumentError, nearestNames, TensorNotFoundError } from '@varscope/spec/errors';
import { commonBlock, type CommonBlock } from './block.js';
import { formatSlice } from './check-slices.js';
import { wholeSlice, type LocatedTensor, type Piece } from './piece.js';

/** A request that has been checked. */
export interface PlannedRead {
  readonly request: TensorRequest;
  readonly stored: StoredTensor;
  readonly wanted: TensorSlice;
  readonly elements: number;
  /** Of the result; `null` for strings. */
  readonly bytes: number | null;
}

/** Checks a request against the list of tensors. */
export function planRead<P extends Piece>(
  tensors: ReadonlyMap<string, LocatedTensor<P>>, request: TensorRequest, file: string,
): PlannedRead {
  const { name, slice } = request;
  const stored = tensors.get(name)?.stored;
  if (stored === undefined) {
    throw new TensorNotFoundError(`Key ${name} not found in checkpoint`, { variable: name, file, nearest: nearestNames(name, tensors.keys()) });
  }
  const wanted = slice ?? wholeSlice(stored.shape);
  if (slice !== undefined) checkInside(slice, stored);
  const elements = numElements(wanted.shape);
  const size = STORED_DTYPE_BYTES.get(stored.dtype);
  const planned = { request, stored, wanted, elements, bytes: size === undefined ? null : elements * size };
  checkInto(planned);
  return planned;
}

/**
 * The pieces that hold what is wanted.
 * @throws InvalidArgumentError when they do not cover it.
 */
export function findPieces<P extends Piece>(
  { pieces }: LocatedTensor<P>, planned: PlannedRead, file: string,
): [piece: P, block: CommonBlock][] {
  const found: [P, CommonBlock][] = [];
  let covered = 0;
  for (const piece of pieces) {
    const block = commonBlock(piece.slice, planned.wanted);
    if (block === null) continue;
    covered += numElements(block.shape);
    found.push([piece, block]);
  }
  if (covered === planned.elements) return found;
  const { stored, wanted } = planned;
  throw new InvalidArgumentError(
    `Does not have sufficient slices for partitioned tensor ${stored.name} to restore in slice_spec: ${formatSlice(wanted)}`,
    { file, variable: stored.name, expected: `${planned.elements} elements`, found: `${covered} of them in the slices that are stored` },
    'InvalidArgumentError',
  );
}

function checkInside(slice: TensorSlice, { name, shape }: StoredTensor): void {
  const { offset, shape: size } = slice;
  const isInside = offset.length === shape.length && size.length === shape.length && shape.every((limit, axis) => {
    const [start, length] = [offset[axis]!, size[axis]!];
    return Number.isInteger(start) && Number.isInteger(length) && start >= 0 && length >= 0 && start + length <= limit;
  });
  if (isInside) return;
  throw new InvalidArgumentError(
    `The slice ${formatSlice(slice)} is not inside the tensor ${name}`,
    { variable: name, expected: `a block of ${formatShape(shape)}` },
  );
}

function checkInto({ request, stored, bytes }: PlannedRead): void {
  const { into } = request;
  if (into === undefined || into.length === bytes) return;
  throw new InvalidArgumentError(`The array to read ${stored.name} into has not its size`, {
    variable: stored.name,
    expected: bytes === null ? 'none: strings come in an array of their own' : `${bytes} bytes`,
    found: `${into.length} bytes`,
  });
}
