import { printable } from '@varscope/summary';
import { openTensors, type OpenedTensors } from '../open-tensors.js';
import type { Terminal } from '../terminal.js';

/** Opens files for a piece of work, says which checkpoints of folders were taken, and closes them when it ends. */
export async function withOpened<Result>(
  terminal: Terminal,
  paths: readonly string[],
  work: (opened: readonly OpenedTensors[]) => Promise<Result>,
): Promise<Result> {
  const opened: OpenedTensors[] = [];
  try {
    for (const asked of paths) {
      const tensors = await openTensors(asked);
      opened.push(tensors);
      if (tensors.path !== asked) terminal.printError(`${printable(asked)}: taking its newest checkpoint, ${printable(tensors.path)}\n`);
    }
    return await work(opened);
  } finally {
    await Promise.all(opened.map(({ reader }) => reader.close()));
  }
}
