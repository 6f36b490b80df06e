import { formatShape } from '@varscope/spec';
import { formatDifferencesText, printable, type TensorDifference } from '@varscope/summary';
import { Command } from 'commander';
import { compareTensors } from '../compare-tensors.js';
import { canCast } from '../elements/cast-elements.js';
import { passes, type NameFilter } from '../name-filter.js';
import type { OpenedTensors } from '../open-tensors.js';
import { withProgress } from '../with-progress.js';
import { sourcesOf, type TensorSource } from '../tensor-source.js';
import type { Terminal } from '../terminal.js';
import { addFilterOptions, count, distance } from './arguments.js';
import { toJson } from './to-json.js';
import { helpNotes } from './help-notes.js';
import { withOpened } from './with-opened.js';

interface DiffOptions extends NameFilter {
  readonly tolerance: number;
  readonly limit: number;
  readonly values: boolean;
  readonly json?: boolean;
}

const NOTES: readonly string[] = [
  'Exit status: 0 when there are no differences, 1 when there are.',
];
const EXAMPLES: readonly string[] = [
  'diff model.ckpt-1000 model.ckpt-2000',
  'diff model.ckpt model.safetensors --tolerance 1e-6',
  'diff old.safetensors new.safetensors --no-values',
];

/** `varscope diff`: what differs between two files. */
export function diffCommand(terminal: Terminal, setExitCode: (code: number) => void): Command {
  const command = new Command('diff')
    .summary('compare names, shapes, dtypes and values')
    .description('Compares the tensors of two files: names, shapes, dtypes, and values, block by block. Dtypes that differ are compared by value.')
    .argument('<left>', 'checkpoint prefix, folder, .safetensors or model.json')
    .argument('<right>', 'what to compare it with')
    .option('--tolerance <distance>', 'the largest distance of two values that is no difference', distance, 0)
    .option('-n, --limit <rows>', 'how many rows a list has at most', count, 20)
    .option('--no-values', 'compare names, shapes and dtypes only')
    .option('--json', 'write JSON, with all differences');
  return addFilterOptions(command)
    .addHelpText('after', helpNotes(terminal, NOTES, EXAMPLES))
    .action((left: string, right: string, options: DiffOptions) =>
      withOpened(terminal, [left, right], async ([a, b]) =>
        setExitCode(await diff(terminal, a!, b!, options) ? 1 : 0))); // two were asked for
}

async function diff(terminal: Terminal, left: OpenedTensors, right: OpenedTensors, options: DiffOptions): Promise<boolean> {
  const sources = ({ reader }: OpenedTensors): Sources => byName(sourcesOf(reader).filter(({ name }) => passes(name, options)));
  const a = sources(left);
  const b = sources(right);
  const common = [...a.values()].filter(({ name }) => b.has(name));
  const values = options.values ? await compareAll(terminal, common, b, options.tolerance) : new Map<string, TensorDifference['values']>();
  const all = [...a.keys(), ...[...b.keys()].filter((name) => !a.has(name))].map((name): TensorDifference =>
    ({ name, left: kindOf(a.get(name)), right: kindOf(b.get(name)), values: values.get(name) ?? null }));
  const differences = all.filter(isDifferent);
  if (options.json) terminal.print(toJson({ left: left.path, right: right.path, compared: all.length, differences }));
  else terminal.print(describe(differences, common.length, left, right, options, terminal));
  return differences.length > 0;
}

type Sources = ReadonlyMap<string, TensorSource>;

function describe(
  differences: readonly TensorDifference[],
  compared: number,
  left: OpenedTensors,
  right: OpenedTensors,
  { limit, values }: DiffOptions,
  { hasColors, columns }: Terminal,
): string {
  const tensors = `${compared.toLocaleString('en-US')} ${compared === 1 ? 'tensor' : 'tensors'}`;
  if (differences.length === 0) return `No differences: ${tensors} with the same names, shapes${values ? ', dtypes and values' : ' and dtypes'}.\n`;
  const names = shortNames(left.path, right.path);
  const text = formatDifferencesText(differences, { ...names, limit, color: hasColors, maxWidth: columns });
  const count = `${differences.length.toLocaleString('en-US')} ${differences.length === 1 ? 'tensor differs' : 'tensors differ'}`;
  const equal = compared - differences.filter((each) => each.left !== null && each.right !== null).length;
  return `${text}\n\n${count}, ${equal.toLocaleString('en-US')} ${values ? 'equal' : 'of one shape and dtype'}.\n`;
}

/** The last parts of the paths, where they tell them apart. */
function shortNames(left: string, right: string): { readonly left: string; readonly right: string } {
  const last = (path: string): string => printable(path.slice(path.lastIndexOf('/') + 1));
  return last(left) === last(right) ? { left: printable(left), right: printable(right) } : { left: last(left), right: last(right) };
}

async function compareAll(
  terminal: Terminal,
  common: readonly TensorSource[],
  others: Sources,
  tolerance: number,
): Promise<Map<string, TensorDifference['values']>> {
  const comparable = common.filter((source) => areComparable(source, others.get(source.name)!)); // it is in both
  return await withProgress(terminal, 'Comparing', comparable, async (watched) => {
    const values = new Map<string, TensorDifference['values']>();
    for (const source of watched) values.set(source.name, await compareTensors(source, others.get(source.name)!, tolerance));
    return values;
  });
}

function areComparable(left: TensorSource, right: TensorSource): boolean {
  return formatShape(left.shape) === formatShape(right.shape) && canCast(left.dtype, right.dtype);
}

function isDifferent({ left, right, values }: TensorDifference): boolean {
  if (left === null || right === null || values !== null) return true;
  return left.dtype !== right.dtype || formatShape(left.shape) !== formatShape(right.shape);
}

function kindOf(source: TensorSource | undefined): TensorDifference['left'] {
  return source === undefined ? null : { shape: source.shape, dtype: source.dtype };
}

function byName(sources: readonly TensorSource[]): Sources {
  return new Map(sources.map((source) => [source.name, source]));
}
