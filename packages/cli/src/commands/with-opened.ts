import { openTensors, type OpenedTensors } from '../open-tensors.js';

/** Opens files for a piece of work, and closes them when it ends. */
export async function withOpened<Result>(
  paths: readonly string[],
  work: (opened: readonly OpenedTensors[]) => Promise<Result>,
): Promise<Result> {
  const opened: OpenedTensors[] = [];
  try {
    for (const path of paths) opened.push(await openTensors(path));
    return await work(opened);
  } finally {
    await Promise.all(opened.map(({ reader }) => reader.close()));
  }
}
