import { numElements, STORED_DTYPE_BYTES, type ReadableFile } from '@varscope/spec';
import { blockRuns, readRuns, type Run } from '@varscope/spec/codec';
import type { BundlePiece } from './bundle-index.js';
import { crc32c } from './crc32c.js';
import type { PieceWork, Target } from './piece.js';
import { readRange } from './read-range.js';
import { RunningChecksum } from './running-checksum.js';
import { decodeStrings, verifyChecksum } from './strings.js';
import { swapBytes } from './swap-bytes.js';

type Work = PieceWork<BundlePiece>;

/** Of a piece that is larger, and of which less than half is wanted, only what is wanted is read. */
const LEAST_PARTIAL = 65536;
/** The largest buffer: a multiple of every element's size. */
const BUFFER_BYTES = 8 * 2 ** 20;
/** What is read and checked in one go while it is in the processor's cache. */
const STEP_BYTES = 2 ** 18;

/** Of every piece of which a part was read: a checksum that goes on where it ended. */
export type RunningChecksums = WeakMap<BundlePiece, RunningChecksum>;

/**
 * Reads a piece into its targets. Its checksum is verified when all of it is read, which is so when at least half of it
 * is wanted, or it is small; or when its last part is read after all the others, in their order.
 */
export async function readBundlePiece(file: ReadableFile, work: Work, isBigEndian: boolean, running: RunningChecksums): Promise<void> {
  const { tensor, piece, targets } = work;
  if (tensor.dtype === 'string') { await readStrings(file, work, isBigEndian); return; }
  const elementBytes = STORED_DTYPE_BYTES.get(tensor.dtype)!; // all others have one
  const swap = (bytes: Uint8Array): void => {
    if (isBigEndian) swapBytes(bytes, tensor.dtype);
  };
  const verify = (crc: number): void => {
    verifyChecksum('Checksum does not match', crc, piece.crc, { file: file.path, offset: piece.offset, variable: tensor.name });
  };
  if (!isReadWhole(work)) {
    const checksum = running.get(piece) ?? new RunningChecksum();
    running.set(piece, checksum);
    const read = async (start: number, bytes: Uint8Array): Promise<void> => {
      await readRange(file, piece.offset + start, bytes);
      const crc = checksum.add(start, bytes, piece.size);
      if (crc !== null) verify(crc);
      swap(bytes);
    };
    for (const target of targets) {
      await readRuns(blockRuns(target.block), elementBytes, read, () => target.output() as Uint8Array); // of numbers
    }
    return;
  }
  verify(
    isOneRun(targets, piece.size / elementBytes)
      ? await readStraight(file, piece, targets[0], elementBytes, swap)
      : await readThroughBuffer(file, piece, targets, elementBytes, swap),
  );
}

/** Whether all of a piece is read, and its checksum verified. */
export function isReadWhole({ tensor, piece, targets }: Work): boolean {
  if (tensor.dtype === 'string' || piece.size <= LEAST_PARTIAL) return true;
  const wanted = targets.reduce((sum, { block }) => sum + numElements(block.shape), 0);
  return 2 * wanted >= numElements(piece.slice.shape);
}

function isOneRun(targets: readonly Target[], elements: number): targets is readonly [Target] {
  if (targets.length !== 1) return false;
  const run = blockRuns(targets[0]!.block).next().value;
  return (run?.length ?? 0) === elements;
}

/** Reads the whole piece where it is wanted; gives its CRC. */
async function readStraight(
  file: ReadableFile, { offset, size }: BundlePiece, target: Target, elementBytes: number, swap: (bytes: Uint8Array) => void,
): Promise<number> {
  if (size === 0) return 0;
  const start = blockRuns(target.block).next().value!.to * elementBytes; // it has elements
  const output = (target.output() as Uint8Array).subarray(start, start + size); // of numbers
  let crc = 0;
  if (file.readSync === undefined) {
    await file.read(offset, output);
    crc = crc32c(output);
  } else {
    for (let at = 0; at < size; at += STEP_BYTES) {
      const step = output.subarray(at, at + STEP_BYTES);
      file.readSync(offset + at, step);
      crc = crc32c(step, crc);
    }
  }
  swap(output);
  return crc;
}

/** Reads the whole piece through a buffer, from which every target gets its runs; gives its CRC. */
async function readThroughBuffer(
  file: ReadableFile, { offset, size }: BundlePiece, targets: readonly Target[], elementBytes: number, swap: (bytes: Uint8Array) => void,
): Promise<number> {
  const buffer = new Uint8Array(Math.min(size, BUFFER_BYTES));
  const cursors = targets.map((target) => new RunCursor(target, elementBytes));
  let crc = 0;
  for (let at = 0; at < size; at += buffer.length) {
    const bytes = buffer.subarray(0, size - at);
    await readRange(file, offset + at, bytes);
    crc = crc32c(bytes, crc);
    swap(bytes);
    for (const cursor of cursors) cursor.copy(bytes, at);
  }
  return crc;
}

/** Copies the runs of a target from pieces of a buffer that come in order. */
class RunCursor {
  readonly #target: Target;
  readonly #elementBytes: number;
  readonly #runs: Iterator<Run, void>;
  #run: Run | undefined;

  constructor(target: Target, elementBytes: number) {
    this.#target = target;
    this.#elementBytes = elementBytes;
    this.#runs = blockRuns(target.block);
    this.#next();
  }

  /** `bytes` are those of the piece from byte `start` on. */
  copy(bytes: Uint8Array, start: number): void {
    const output = this.#target.output() as Uint8Array; // of numbers
    const end = start + bytes.length;
    for (let run = this.#run; run !== undefined; run = this.#next()) {
      const from = Math.max(run.from * this.#elementBytes, start);
      const to = Math.min((run.from + run.length) * this.#elementBytes, end);
      if (from < to) output.set(bytes.subarray(from - start, to - start), (run.to - run.from) * this.#elementBytes + from);
      if ((run.from + run.length) * this.#elementBytes > end) return;
    }
  }

  #next(): Run | undefined {
    return (this.#run = this.#runs.next().value ?? undefined);
  }
}

async function readStrings(file: ReadableFile, { tensor, piece, targets }: Work, isBigEndian: boolean): Promise<void> {
  const bytes = new Uint8Array(piece.size);
  await readRange(file, piece.offset, bytes);
  const place = { file: file.path, offset: piece.offset, variable: tensor.name };
  const strings = decodeStrings(bytes, numElements(piece.slice.shape), { isBigEndian, crc: piece.crc }, place);
  for (const target of targets) {
    const output = target.output() as Uint8Array[]; // of strings
    for (const { from, to, length } of blockRuns(target.block)) {
      for (let i = 0; i < length; i++) output[to + i] = strings[from + i]!;
    }
  }
}
