import { InvalidArgumentError } from '@varscope/spec/errors';
import { formatBytes, summarizeTensors } from '@varscope/summary';
import { checkOutput } from '../check-output.js';
import { formatOf } from '../formats.js';
import type { OpenedTensors } from '../open-tensors.js';
import { withProgress } from '../with-progress.js';
import type { TensorSource } from '../tensor-source.js';
import type { Terminal } from '../terminal.js';
import { writeTensors } from '../write-tensors.js';
import type { OutputOptions } from './arguments.js';

/** Writes the output of a command, and says so. */
export async function writeOutput(
  terminal: Terminal,
  path: string,
  tensors: readonly TensorSource[],
  inputs: readonly OpenedTensors[],
  { to, force = false }: OutputOptions,
): Promise<void> {
  if (tensors.length === 0) throw new InvalidArgumentError('No tensor is left.', inputs[0] && { file: inputs[0].path });
  const format = to ?? formatOf(path);
  await checkOutput(path, format, inputs, force);
  const metadata = new Map(inputs.flatMap(({ reader }) => [...reader.metadata]));
  await withProgress(terminal, `Writing ${path}`, tensors, (watched) => writeTensors(path, format, watched, metadata));
  const { totals } = summarizeTensors(tensors);
  terminal.print(`Wrote ${path}: ${totals.tensors} ${totals.tensors === 1 ? 'tensor' : 'tensors'}, ${formatBytes(totals.bytes)}\n`);
}
