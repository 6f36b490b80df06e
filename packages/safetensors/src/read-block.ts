import type { ReadableFile } from '@varscope/spec/file-system';
import { numElements } from '@varscope/spec/shape';
import { STORED_DTYPE_BYTES } from '@varscope/spec/stored-dtype';
import type { TensorSlice } from '@varscope/spec/tensor-reader';
import { blockRuns } from './block-runs.js';
import type { HeaderTensor } from './parse-header.js';

/** Where a tensor is. */
export interface PlacedTensor extends HeaderTensor {
  readonly file: ReadableFile;
  /** Where the data begin in the file. */
  readonly dataOffset: number;
}

/** Reading over a gap of this many bytes costs less than another call. */
const MOST_GAP = 16 * 1024;
/** At most so many bytes are read at once for pieces with gaps between them. */
const MOST_SPAN = 1024 * 1024;

/** Bytes of a tensor, or of a block of one. */
export function sizeOf(tensor: HeaderTensor, slice: TensorSlice | undefined): number {
  return numElements((slice ?? tensor).shape) * STORED_DTYPE_BYTES.get(tensor.dtype)!; // those of a header all have a size
}

/** Reads a block of a tensor: its rows, and no more of them than what is cheaper to read than to leave out. */
export async function readBlock(tensor: PlacedTensor, slice: TensorSlice, into: Uint8Array): Promise<void> {
  if (into.length === 0) return;
  const { file, dtype, shape, dataOffset, begin } = tensor;
  const bytes = STORED_DTYPE_BYTES.get(dtype)!;
  const runs = blockRuns(shape, slice);
  const length = runs.length * bytes;
  let written = 0;
  for (const group of groupNear(runs.starts, runs.length, bytes)) {
    const [first] = group;
    const offset = dataOffset + begin + first * bytes;
    if (group.length === 1) {
      await file.read(offset, into.subarray(written, written + length));
      written += length;
      continue;
    }
    const span = new Uint8Array((group.at(-1)! - first) * bytes + length);
    await file.read(offset, span);
    for (const start of group) {
      const from = (start - first) * bytes;
      into.set(span.subarray(from, from + length), written);
      written += length;
    }
  }
}

/** Pieces that are read at once: those near each other. */
function* groupNear(starts: Iterable<number>, length: number, bytes: number): Generator<readonly [number, ...number[]]> {
  let group: [number, ...number[]] | null = null;
  for (const start of starts) {
    const isNear = group !== null &&
      (start - group[group.length - 1]! - length) * bytes <= MOST_GAP &&
      (start + length - group[0]) * bytes <= MOST_SPAN;
    if (group !== null && isNear) {
      group.push(start);
      continue;
    }
    if (group !== null) yield group;
    group = [start];
  }
  if (group !== null) yield group;
}
