import { InvalidArgumentError } from '@varscope/spec/errors';

/** Which part of a tensor a fill writes, and where it lies. */
export interface FillRange {
  /** Index of the first element of `out` within the whole tensor, in row-major order. Default 0. */
  readonly offset?: number | undefined;
  /** Elements of the whole tensor: how far each execution moves the stream on. Default: the tensor ends with `out`. */
  readonly total?: number | undefined;
  /** The memory in which `out` lies, if it does: its elements are then written without a copy. */
  readonly memory?: WebAssembly.Memory | undefined;
}

/** `range` for an array of `length` elements, with its defaults. Throws `InvalidArgumentError` where it does not fit. */
export function resolveFillRange(length: number, range: FillRange): { readonly offset: number; readonly total: number } {
  const offset = range.offset ?? 0;
  const total = range.total ?? offset + length;
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(total) || offset < 0 || offset + length > total) {
    throw new InvalidArgumentError(
      `A fill of ${length} elements at offset ${offset} does not lie within a tensor of ${total} elements.`,
    );
  }
  return { offset, total };
}
