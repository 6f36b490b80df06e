import { InvalidArgumentError, nearestNames } from '@varscope/spec/errors';
import { Command, InvalidArgumentError as InvalidOptionError } from 'commander';
import { blockSource, type Range } from '../block-source.js';
import { passes, type NameFilter } from '../name-filter.js';
import type { OpenedTensors } from '../open-tensors.js';
import { sourcesOf } from '../tensor-source.js';
import type { Terminal } from '../terminal.js';
import { addFilterOptions, addOutputOptions, collect, type OutputOptions } from './arguments.js';
import { helpNotes } from './help-notes.js';
import { withOpened } from './with-opened.js';
import { writeOutput } from './write-output.js';

/** A block of a tensor. */
interface Block {
  readonly name: string;
  readonly ranges: readonly Range[];
}

interface SliceOptions extends NameFilter, OutputOptions {
  readonly block?: readonly Block[];
}

const NOTES: readonly string[] = [
  'A block is `name=range,range,…`, a range for each axis from the first on: `start:stop` without stop, `:` for all, a number for one row. Negative numbers count from the end. With blocks and without --include, only the tensors of the blocks are written.',
];
const EXAMPLES: readonly string[] = [
  `slice model.ckpt embedding.safetensors --block 'model/wte=0:1000'`,
  `slice model.ckpt corner.ckpt --block 'dense/kernel=:10,-10:'`,
  `slice model.safetensors encoder.safetensors --include '^encoder/' --exclude Adam`,
];

/** `varscope slice`: some tensors, or blocks of them. */
export function sliceCommand(terminal: Terminal): Command {
  const command = new Command('slice')
    .summary('take some tensors, or blocks of them')
    .description('Writes some of the tensors of a file, or blocks of them. Of a block only its rows are read.')
    .argument('<input>', 'checkpoint prefix, folder, .safetensors or model.json')
    .argument('<output>', 'what to write')
    .option('-b, --block <name=ranges>', 'a block of a tensor in place of it', collect(parseBlock));
  return addOutputOptions(addFilterOptions(command))
    .addHelpText('after', helpNotes(terminal, NOTES, EXAMPLES))
    .action((input: string, output: string, options: SliceOptions) =>
      withOpened(terminal, [input], ([opened]) => slice(terminal, opened!, output, options))); // one was asked for
}

async function slice(terminal: Terminal, opened: OpenedTensors, output: string, options: SliceOptions): Promise<void> {
  const { block = [], include } = options;
  const blocks = new Map(block.map(({ name, ranges }) => [name, ranges]));
  const { tensors } = opened.reader;
  for (const name of blocks.keys()) {
    if (!tensors.has(name)) throw new InvalidArgumentError(`There is no tensor ${name} to take a block of.`, { file: opened.path, variable: name, nearest: nearestNames(name, tensors.keys()) });
  }
  const isBlocksOnly = blocks.size > 0 && include === undefined;
  const taken = sourcesOf(opened.reader).filter(({ name }) => blocks.has(name) || (!isBlocksOnly && passes(name, options)));
  const sliced = taken.map((source) => (blocks.has(source.name) ? blockSource(source, blocks.get(source.name)!) : source));
  await writeOutput(terminal, output, sliced, [opened], options);
}

function parseBlock(text: string): Block {
  const equals = text.lastIndexOf('=');
  if (equals < 1) throw new InvalidOptionError('It must be `name=range,range,…`.');
  return { name: text.slice(0, equals), ranges: text.slice(equals + 1).split(',').map(parseRange) };
}

function parseRange(text: string): Range {
  const parts = text.trim().split(':');
  if (parts.length > 2 || !parts.every((part) => /^(-?\d+)?$/.test(part.trim())) || text.trim() === '') {
    throw new InvalidOptionError(`The range ${JSON.stringify(text)} is not \`start:stop\`, \`:\` or a number.`);
  }
  const [start, stop] = parts.map((part) => (part.trim() === '' ? null : Number(part)));
  if (stop !== undefined) return { start: start!, stop };
  return { start: start!, stop: start === -1 ? null : start! + 1 }; // one row
}
