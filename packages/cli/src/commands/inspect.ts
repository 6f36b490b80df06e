import { formatTensorsText, printable, summarizeTensor, summarizeTensors, type TensorStatistics } from '@varscope/summary';
import { Command } from 'commander';
import { titleOf } from '../formats.js';
import { hasStatistics, measureStatistics } from '../measure-statistics.js';
import { passes, type NameFilter } from '../name-filter.js';
import type { OpenedTensors } from '../open-tensors.js';
import { withProgress } from '../with-progress.js';
import { sourcesOf, type TensorSource } from '../tensor-source.js';
import type { Terminal } from '../terminal.js';
import { addFilterOptions, count } from './arguments.js';
import { toJson } from './to-json.js';
import { helpNotes } from './help-notes.js';
import { withOpened } from './with-opened.js';

interface InspectOptions extends NameFilter {
  readonly flat?: boolean;
  readonly depth?: number;
  readonly slices?: boolean;
  readonly stats?: boolean;
  readonly json?: boolean;
}

const EXAMPLES: readonly string[] = [
  'inspect model.ckpt-1000',
  'inspect model.safetensors --depth 1',
  `inspect model.ckpt --flat --include '^generator/' --exclude 'Adam' --stats`,
  `inspect model.json --json | jq '.tensors[].name'`,
];

/** `varscope inspect`: the tensors of a file. */
export function inspectCommand(terminal: Terminal): Command {
  const command = new Command('inspect')
    .summary('show names, shapes, dtypes and sizes')
    .description('Shows the tensors of a file as a tree of scopes, or as a list, with their shapes, dtypes and sizes.')
    .argument('<file>', 'checkpoint prefix, folder, .safetensors or model.json')
    .option('-l, --flat', 'a list of full names in place of the tree')
    .option('-d, --depth <levels>', 'how many levels of scopes to show', count)
    .option('--slices', 'a row for every stored piece of a partitioned tensor')
    .option('-s, --stats', 'read the values: extremes, mean, standard deviation (of the finite ones), zeros, NaN, infinities')
    .option('--json', 'write JSON');
  return addFilterOptions(command)
    .addHelpText('after', helpNotes(terminal, [], EXAMPLES))
    .action((file: string, options: InspectOptions) =>
      withOpened(terminal, [file], ([opened]) => inspect(terminal, opened!, options))); // one was asked for
}

async function inspect(terminal: Terminal, { path, reader }: OpenedTensors, options: InspectOptions): Promise<void> {
  const sources = sourcesOf(reader).filter(({ name }) => passes(name, options));
  const summary = summarizeTensors(sources);
  const statistics = options.stats ? await measureAll(terminal, sources) : undefined;
  if (options.json) {
    const { format, metadata } = reader;
    const tensors = sources.map((source) => describe(source, statistics?.get(source.name)));
    terminal.print(toJson({ path, format, metadata: Object.fromEntries(metadata), tensors, totals: summary.totals }));
    return;
  }
  const { flat = false, depth = Infinity, slices = false } = options;
  const layout = { flat, depth, expandSlices: slices, statistics, color: terminal.hasColors, maxWidth: terminal.columns };
  const metadata = Array.from(reader.metadata, ([key, value]) => `\n${printable(`${key}: ${value}`)}`);
  terminal.print(`${printable(path)}: ${titleOf(reader.format)}${metadata.join('')}\n\n${formatTensorsText(summary, layout)}\n`);
}

/** A tensor for a program. */
function describe(source: TensorSource, statistics: TensorStatistics | undefined): object {
  const { name, dtype, shape, slices } = source;
  const { parameters, bytes } = summarizeTensor(source);
  const measured = statistics && { statistics: withoutNaN(statistics) };
  return { name, dtype, shape, parameters, bytes, ...(slices.length > 0 && { slices }), ...measured };
}

/** Of no finite values there are no extremes and no mean: `null`. */
function withoutNaN(statistics: TensorStatistics): object {
  return Object.fromEntries(Object.entries(statistics).map(([key, value]) => [key, Number.isNaN(value) ? null : (value as number)]));
}

async function measureAll(terminal: Terminal, sources: readonly TensorSource[]): Promise<Map<string, TensorStatistics>> {
  return await withProgress(terminal, 'Reading values', sources.filter(hasStatistics), async (watched) => {
    const statistics = new Map<string, TensorStatistics>();
    for (const source of watched) statistics.set(source.name, await measureStatistics(source));
    return statistics;
  });
}
