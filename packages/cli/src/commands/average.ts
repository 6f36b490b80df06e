import { formatShape } from '@varscope/spec';
import { InvalidArgumentError, nearestNames } from '@varscope/spec/errors';
import { printable } from '@varscope/summary';
import { Command } from 'commander';
import { averageSource, hasAverage } from '../average-source.js';
import { passes, type NameFilter } from '../name-filter.js';
import type { OpenedTensors } from '../open-tensors.js';
import { sourcesOf, type TensorSource } from '../tensor-source.js';
import type { Terminal } from '../terminal.js';
import { addFilterOptions, addOutputOptions, type OutputOptions } from './arguments.js';
import { helpNotes } from './help-notes.js';
import { withOpened } from './with-opened.js';
import { writeOutput } from './write-output.js';

interface AverageOptions extends NameFilter, OutputOptions {
  readonly output: string;
}

const NOTES: readonly string[] = [
  'Floating and complex tensors are summed in float64 and rounded once. Others, such as the step counter, are taken from the last file. All files must have the same names, shapes and dtypes.',
];
const EXAMPLES: readonly string[] = [
  'average model.ckpt-1000 model.ckpt-2000 model.ckpt-3000 --output averaged.ckpt',
  'average a.safetensors b.safetensors --output mean.safetensors --exclude Adam',
];

/** `varscope average`: the mean of several files. */
export function averageCommand(terminal: Terminal): Command {
  const command = new Command('average')
    .summary('write the mean of several checkpoints')
    .description('Writes the mean of the tensors of several files.')
    .argument('<inputs...>', 'checkpoint prefixes, .safetensors or model.json')
    .requiredOption('-o, --output <file>', 'what to write');
  return addOutputOptions(addFilterOptions(command))
    .addHelpText('after', helpNotes(terminal, NOTES, EXAMPLES))
    .action((inputs: string[], options: AverageOptions) => withOpened(terminal, inputs, (opened) => average(terminal, opened, options)));
}

async function average(terminal: Terminal, opened: readonly OpenedTensors[], options: AverageOptions): Promise<void> {
  const filtered = ({ reader }: OpenedTensors): TensorSource[] => sourcesOf(reader).filter(({ name }) => passes(name, options));
  const [first, ...others] = opened.map((each): Input => ({ path: each.path, sources: filtered(each) }));
  for (const other of others) checkAlike(first!, other); // one input at least is given
  const byName = others.map(({ sources }) => new Map(sources.map((source) => [source.name, source])));
  const taken: string[] = [];
  const averaged = first!.sources.map((source): TensorSource => {
    const all = [source, ...byName.map((sources) => sources.get(source.name)!)] as const; // all are alike
    if (hasAverage(source.dtype)) return averageSource(all);
    taken.push(source.name);
    return all[all.length - 1]!;
  });
  await writeOutput(terminal, options.output, averaged, opened, options);
  if (taken.length > 0) terminal.print(`Taken from ${printable(opened.at(-1)!.path)}, as they have no mean: ${taken.map(printable).join(', ')}\n`);
}

interface Input {
  readonly path: string;
  readonly sources: readonly TensorSource[];
}

function checkAlike(first: Input, other: Input): void {
  const found = new Map(other.sources.map((source) => [source.name, source]));
  for (const source of first.sources) {
    const { name } = source;
    const match = found.get(name);
    if (match === undefined) throw new InvalidArgumentError(`Tensor ${name} is not in all files.`, { file: other.path, variable: name, nearest: nearestNames(name, found.keys()) });
    if (kindOf(match) !== kindOf(source)) {
      throw new InvalidArgumentError(`Tensor ${name} is not the same in all files.`, { file: other.path, variable: name, expected: kindOf(source), found: kindOf(match) });
    }
    found.delete(name);
  }
  const [extra] = found.keys();
  if (extra !== undefined) throw new InvalidArgumentError(`Tensor ${extra} is not in all files.`, { file: first.path, variable: extra });
}

function kindOf({ dtype, shape }: TensorSource): string {
  return `${dtype} ${formatShape(shape)}`;
}
