import type { WriteStream } from 'node:tty';
import { Presets, SingleBar } from 'cli-progress';

/** Shows how far an epoch is. */
export interface Progress {
  /** After another step; `loss` is the mean of the epoch so far. */
  step(loss: number): void;
  /** At the end of the epoch, or of what there was of it. */
  stop(): void;
}

/** A progress bar on a terminal; anywhere else one line at the end of the epoch. */
export function createProgress(stream: WriteStream, title: string, steps: number): Progress {
  return stream.isTTY ? createBar(stream, title, steps) : createLine(stream, title);
}

function createBar(stream: WriteStream, title: string, steps: number): Progress {
  const format = `${title}  {bar} {percentage} %  {eta_formatted}  loss {loss}`;
  const bar = new SingleBar({ stream, format, hideCursor: true }, Presets.shades_classic);
  bar.start(steps, 0, { loss: '' });
  return {
    step: (loss) => bar.increment(1, { loss: loss.toFixed(4) }),
    stop: () => bar.stop(),
  };
}

function createLine(stream: WriteStream, title: string): Progress {
  let mean = NaN;
  return {
    step: (loss) => {
      mean = loss;
    },
    stop: () => stream.write(`${title}  loss ${mean.toFixed(4)}\n`),
  };
}
