import type { Shape } from './shape.js';
import type { StoredDType } from './stored-dtype.js';

/** A block of a tensor: where it begins along each axis, and its shape. */
export interface TensorSlice {
  readonly offset: Shape;
  readonly shape: Shape;
}

/** A tensor that a file has, as its list of contents describes it. */
export interface StoredTensor {
  /** Bytes of a name that are not UTF-8 stand in it as lone surrogates U+DC80 to U+DCFF, as in Python's file names. */
  readonly name: string;
  readonly dtype: StoredDType;
  /** Of the whole tensor. */
  readonly shape: Shape;
  /** The pieces it is stored in, in the order of the file; empty where it is stored whole. */
  readonly slices: readonly TensorSlice[];
}

/** The elements of a tensor in row-major order: little-endian bytes, or for strings the bytes of each element. */
export type TensorData = Uint8Array | readonly Uint8Array[];

/** What to read of a tensor, and where to. */
export interface TensorRequest {
  readonly name: string;
  /** The block that is wanted; without it the whole tensor. It need not be one that the file stores. */
  readonly slice?: TensorSlice | undefined;
  /** Where numbers are written, of exactly their size; a new array without it. Not for strings. */
  readonly into?: Uint8Array | undefined;
}

/** How tensors are read. */
export interface ReadOptions {
  /** Called after each tensor that has been read whole, with its request. */
  readonly onTensor?: ((request: TensorRequest, data: TensorData) => void) | undefined;
  /** Ends the reading with the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A file of tensors, or several that belong together, opened for reading. What it lists was read when it was opened;
 * values are read when they are asked for, and no more of the file than they take. Every checksum that the format has
 * is verified.
 */
export interface TensorReader {
  /** Such as `tensorflow-v2`, `tensorflow-v1` or `safetensors`. */
  readonly format: string;
  /** Every tensor by its name, in the order of the file's list. */
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** What the file says about itself, for formats that have room for it. */
  readonly metadata: ReadonlyMap<string, string>;
  /**
   * One tensor, or a block of one.
   * @throws TensorNotFoundError, with the nearest names; DataLossError when the file is damaged; InvalidArgumentError
   * when the block is not inside the tensor or `into` has another size.
   */
  read(request: TensorRequest): Promise<TensorData>;
  /**
   * Many, in whatever order is fastest: the result is in the order of the requests. The first failure ends it; what is
   * in `into` then is undefined.
   */
  readAll(requests: readonly TensorRequest[], options?: ReadOptions): Promise<TensorData[]>;
  /** Closes the files. A second call does nothing; reading afterwards is a FailedPreconditionError. */
  close(): Promise<void>;
}

/** A tensor, or one slice of a tensor, that is to be written. */
export interface TensorToWrite {
  readonly name: string;
  readonly dtype: StoredDType;
  /** Of the whole tensor. */
  readonly shape: Shape;
  /** The piece that `data` is of it; the whole tensor without it. Every piece is a `TensorToWrite` of the same name. */
  readonly slice?: TensorSlice | undefined;
  /** Its elements, or a function that gives them when it is their turn: then one tensor at a time is in memory. */
  readonly data: TensorData | (() => TensorData | Promise<TensorData>);
}
