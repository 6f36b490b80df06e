import type { StoredTensor, TensorSlice } from '@varscope/spec';
import type { CommonBlock } from '@varscope/spec/codec';

/** A block of a tensor that lies in one place of a file; a tensor that is stored whole has one. */
export interface Piece {
  readonly slice: TensorSlice;
}

/** A tensor of a file, and where it lies. */
export interface LocatedTensor<P extends Piece> {
  readonly stored: StoredTensor;
  readonly pieces: readonly P[];
}

/** What somebody wants of a piece. */
export interface Target {
  readonly block: CommonBlock;
  /** The array that it becomes a part of, as it is at the moment: to be written before anything else runs. */
  output(): Uint8Array | Uint8Array[];
  /** To be called when it has been written. */
  finish(): void;
}

/** A piece and all that is wanted of it. */
export interface PieceWork<P extends Piece> {
  readonly tensor: StoredTensor;
  readonly piece: P;
  readonly targets: readonly Target[];
}

/** Where a format keeps tensors. */
export interface TensorSource<P extends Piece> {
  readonly format: string;
  readonly tensors: ReadonlyMap<string, LocatedTensor<P>>;
  /** Reads pieces into their targets, in whatever order, and finishes each target. */
  read(works: readonly PieceWork<P>[], signal: AbortSignal | undefined): Promise<void>;
  close(): Promise<void>;
}
