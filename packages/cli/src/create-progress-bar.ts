import type { WriteStream } from 'node:tty';
import { Presets, SingleBar } from 'cli-progress';
import type { ProgressBar } from './terminal.js';

/** A bar on a terminal, which is gone when the work is done. */
export function createProgressBar(stream: WriteStream, title: string, total: number): ProgressBar {
  const format = `${title}  {bar} {percentage} %  {eta_formatted}`;
  const bar = new SingleBar({ stream, format, hideCursor: true, clearOnComplete: true, etaBuffer: 100 }, Presets.shades_classic);
  bar.start(total, 0);
  return { advance: (amount) => bar.increment(amount), stop: () => bar.stop() };
}
