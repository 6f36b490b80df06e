import { wantedBlock } from '@varscope/spec/codec';
import { FailedPreconditionError, nearestNames, TensorNotFoundError } from '@varscope/spec/errors';
import type { TensorData, TensorReader, TensorRequest } from '@varscope/spec/tensor-reader';
import { readBlock, type PlacedTensor } from './read-block.js';

/** So many tensors are read at a time, so that a disk or a server has always something to do. */
const AT_ONCE = 4;

/** A reader of tensors that are in files. */
export function createReader(
  path: string,
  tensors: ReadonlyMap<string, PlacedTensor>,
  metadata: ReadonlyMap<string, string>,
  closeFiles: () => Promise<void>,
): TensorReader {
  let closing: Promise<void> | undefined;

  const read = async (request: TensorRequest): Promise<Uint8Array> => {
    if (closing !== undefined) throw new FailedPreconditionError('The file is closed.', { file: path, variable: request.name });
    const tensor = tensors.get(request.name);
    if (tensor === undefined) throw notFound(request.name, path, tensors.keys());
    const { slice, bytes } = wantedBlock(request, tensor, tensor.file.path);
    const into = request.into ?? new Uint8Array(bytes!); // no tensor of the format has strings
    await readBlock(tensor, slice, into);
    return into;
  };

  return {
    format: 'safetensors',
    tensors,
    metadata,
    read,
    async readAll(requests, { onTensor, signal } = {}) {
      const results = new Array<TensorData>(requests.length);
      const failure = new AbortController();
      const queue = inFileOrder(requests, tensors).values();
      const work = async (): Promise<void> => {
        for (const place of queue) {
          if (failure.signal.aborted) return;
          signal?.throwIfAborted();
          const request = requests[place]!;
          results[place] = await read(request);
          onTensor?.(request, results[place]);
        }
      };
      const workers = Array.from({ length: AT_ONCE }, () =>
        work().catch((error: unknown) => {
          failure.abort();
          throw error;
        }),
      );
      // All of them have ended before this does: nothing is written into `into` later.
      const ends = await Promise.allSettled(workers);
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
      return results;
    },
    close: () => (closing ??= closeFiles()),
  };
}

/** The places of the requests in the order in which the files are read forwards. */
function inFileOrder(requests: readonly TensorRequest[], tensors: ReadonlyMap<string, PlacedTensor>): number[] {
  const begins = requests.map(({ name }) => tensors.get(name)?.begin ?? 0);
  return requests.map((_, place) => place).sort((a, b) => begins[a]! - begins[b]!);
}

function notFound(name: string, file: string, existing: Iterable<string>): TensorNotFoundError {
  return new TensorNotFoundError(`Tensor ${name} not found in ${file}`, { file, variable: name, nearest: nearestNames(name, existing) });
}
