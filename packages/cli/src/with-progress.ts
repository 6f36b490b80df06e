import { summarizeTensors } from '@varscope/summary';
import type { TensorSource } from './tensor-source.js';
import type { Terminal } from './terminal.js';

/** Bars for less are gone before they are seen. */
const LEAST_BYTES = 32 * 1024 * 1024;

/**
 * Runs work that reads tensors, and shows on a terminal how far it is. The work is given the tensors; it ends with the
 * reason of the signal.
 */
export async function withProgress<Result>(
  terminal: Terminal,
  title: string,
  sources: readonly TensorSource[],
  work: (sources: readonly TensorSource[]) => Promise<Result>,
): Promise<Result> {
  const { bytes } = summarizeTensors(sources).totals;
  const bar = bytes < LEAST_BYTES ? undefined : terminal.startBar?.(title, bytes);
  const watched = sources.map((source): TensorSource => ({
    ...source,
    read: async (slice) => {
      terminal.signal.throwIfAborted();
      const data = await source.read(slice);
      if (data instanceof Uint8Array) bar?.advance(data.length);
      return data;
    },
  }));
  try {
    return await work(watched);
  } finally {
    bar?.stop();
  }
}
