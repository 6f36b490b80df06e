import { Presets, SingleBar } from 'cli-progress';
import type { TensorSource } from './tensor-source.js';
import type { Terminal } from './terminal.js';
import { summarizeTensors } from '@varscope/summary';

/** Bars for less are gone before they are seen. */
const LEAST_BYTES = 32 * 1024 * 1024;
const MEBIBYTE = 1024 * 1024;

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
  const bar = terminal.progress === null || bytes < LEAST_BYTES ? null : startBar(terminal.progress, title, bytes);
  const watched = sources.map((source): TensorSource => ({
    ...source,
    read: async (slice) => {
      terminal.signal.throwIfAborted();
      const data = await source.read(slice);
      if (data instanceof Uint8Array) bar?.increment(data.length / MEBIBYTE);
      return data;
    },
  }));
  try {
    return await work(watched);
  } finally {
    bar?.stop();
  }
}

function startBar(stream: NonNullable<Terminal['progress']>, title: string, bytes: number): SingleBar {
  const format = `${title}  {bar} {percentage} %  {eta_formatted}`;
  const bar = new SingleBar({ stream, format, hideCursor: true, clearOnComplete: true, etaBuffer: 100 }, Presets.shades_classic);
  bar.start(bytes / MEBIBYTE, 0);
  return bar;
}
