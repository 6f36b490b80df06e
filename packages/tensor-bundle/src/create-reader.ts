import type { ReadOptions, StoredTensor, TensorData, TensorReader, TensorRequest } from '@varscope/spec';
import { FailedPreconditionError } from '@varscope/spec/errors';
import type { LocatedTensor, Piece, PieceWork, Target, TensorSource } from './piece.js';
import { findPieces, planRead, type PlannedRead } from './plan-reads.js';

/** A reader of what a source has. `path` is how errors name it. */
export function createReader<P extends Piece>(source: TensorSource<P>, path: string): TensorReader {
  const tensors = new Map<string, StoredTensor>();
  for (const [name, { stored }] of source.tensors) tensors.set(name, stored);
  let closing: Promise<void> | undefined;
  const readAll = async (requests: readonly TensorRequest[], options: ReadOptions = {}): Promise<TensorData[]> => {
    if (closing !== undefined) throw new FailedPreconditionError(`${path} has been closed`, { file: path });
    return await readTensors(source, requests, options, path);
  };
  return {
    format: source.format,
    tensors,
    metadata: new Map(),
    readAll,
    read: async (request) => (await readAll([request]))[0] as TensorData, // one for each request
    close: () => (closing ??= source.close()),
  };
}

async function readTensors<P extends Piece>(
  source: TensorSource<P>, requests: readonly TensorRequest[], { onTensor, signal }: ReadOptions, path: string,
): Promise<TensorData[]> {
  signal?.throwIfAborted();
  const works = new Map<P, PieceWork<P> & { targets: Target[] }>();
  const reads = requests.map((request) => {
    const planned = planRead(source.tensors, request, path);
    const found = findPieces(source.tensors.get(request.name) as LocatedTensor<P>, planned, path); // it is there: it was planned
    const read = new Read(planned, found.length, onTensor);
    for (const [piece, block] of found) {
      const work = works.get(piece) ?? { tensor: planned.stored, piece, targets: [] };
      works.set(piece, work);
      work.targets.push({ block, output: () => read.output(), finish: () => read.finish() });
    }
    return read;
  });
  await source.read([...works.values()], signal);
  return reads.map((read) => read.output());
}

/** A request on its way. */
class Read {
  readonly #planned: PlannedRead;
  readonly #onTensor: ReadOptions['onTensor'];
  /** Pieces that are not read yet. */
  #missing: number;
  #made: Uint8Array | Uint8Array[] | undefined;

  constructor(planned: PlannedRead, pieces: number, onTensor: ReadOptions['onTensor']) {
    this.#planned = planned;
    this.#missing = pieces;
    this.#onTensor = onTensor;
  }

  /** Made at the first use. The caller's array is asked for each time: memory may have been replaced, and its views with it. */
  output(): Uint8Array | Uint8Array[] {
    const { request, bytes, elements } = this.#planned;
    if (request.into !== undefined) return request.into;
    return (this.#made ??= bytes === null ? new Array<Uint8Array>(elements) : new Uint8Array(bytes));
  }

  finish(): void {
    this.#missing--;
    if (this.#missing === 0) this.#onTensor?.(this.#planned.request, this.output());
  }
}
