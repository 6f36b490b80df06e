import { numElements, type StoredTensor, type TensorRequest } from '@varscope/spec';
import { commonBlock, formatSlice, wantedBlock, type CommonBlock, type WantedBlock } from '@varscope/spec/codec';
import { InvalidArgumentError, nearestNames, TensorNotFoundError } from '@varscope/spec/errors';
import type { LocatedTensor, Piece } from './piece.js';

/** A request that has been checked. */
export interface PlannedRead extends WantedBlock {
  readonly request: TensorRequest;
  readonly stored: StoredTensor;
}

/** Checks a request against the list of tensors. */
export function planRead<P extends Piece>(
  tensors: ReadonlyMap<string, LocatedTensor<P>>, request: TensorRequest, file: string,
): PlannedRead {
  const { name } = request;
  const stored = tensors.get(name)?.stored;
  if (stored === undefined) {
    throw new TensorNotFoundError(`Key ${name} not found in checkpoint`, { variable: name, file, nearest: nearestNames(name, tensors.keys()) });
  }
  return { request, stored, ...wantedBlock(request, stored, file) };
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
    const block = commonBlock(piece.slice, planned.slice);
    if (block === null) continue;
    covered += numElements(block.shape);
    found.push([piece, block]);
  }
  if (covered === planned.elements) return found;
  const { stored, slice } = planned;
  throw new InvalidArgumentError(
    `Does not have sufficient slices for partitioned tensor ${stored.name} to restore in slice_spec: ${formatSlice(slice)}`,
    { file, variable: stored.name, expected: `${planned.elements} elements`, found: `${covered} of them in the slices that are stored` },
    'InvalidArgumentError',
  );
}
