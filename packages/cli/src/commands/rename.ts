import { readFile } from 'node:fs/promises';
import { formatTable } from '@varscope/summary';
import { Command, InvalidArgumentError as InvalidOptionError } from 'commander';
import type { OpenedTensors } from '../open-tensors.js';
import { applyRenamings, parseRenamings, type Renaming } from '../rename-tensors.js';
import { sourcesOf } from '../tensor-source.js';
import type { Terminal } from '../terminal.js';
import { addOutputOptions, collect, type OutputOptions } from './arguments.js';
import { helpNotes } from './help-notes.js';
import { withOpened } from './with-opened.js';
import { writeOutput } from './write-output.js';

interface RenameOptions extends OutputOptions {
  readonly rule?: readonly Renaming[];
  readonly rules?: string;
  readonly dryRun?: boolean;
}

const NOTES: readonly string[] = [
  'A rule is `regex=>text`: every match in a name is replaced, $1 stands for the first group. Rules are applied in turn. A file of rules is JSON: an object of regex: text, or a list of [regex, text].',
];
const EXAMPLES: readonly string[] = [
  `rename model.ckpt renamed.ckpt --rule '^model/=>bert/' --rule '/w$=>/kernel'`,
  `rename model.ckpt --dry-run --rule 'layer_(\\d+)=>h$1'`,
  'rename model.safetensors renamed.safetensors --rules rules.json',
];

/** `varscope rename`: the same tensors under other names. */
export function renameCommand(terminal: Terminal): Command {
  const command = new Command('rename')
    .summary('give tensors other names')
    .description('Writes the tensors of a file under other names. Two tensors that would have one name are an error.')
    .argument('<input>', 'checkpoint prefix, folder, .safetensors or model.json')
    .argument('[output]', 'what to write; not with --dry-run')
    .option('-r, --rule <regex=>text>', 'how names change; several are applied in turn', collect(parseRule))
    .option('--rules <file>', 'a JSON file of rules, applied before those of --rule')
    .option('--dry-run', 'show old and new names, and write nothing');
  return addOutputOptions(command)
    .addHelpText('after', helpNotes(terminal, NOTES, EXAMPLES))
    .action(async (input: string, output: string | undefined, options: RenameOptions) => {
      if ((output === undefined) !== (options.dryRun ?? false)) command.error('error: give either an output or --dry-run', { exitCode: 2 });
      if (options.rule === undefined && options.rules === undefined) command.error('error: give --rule or --rules', { exitCode: 2 });
      await withOpened(terminal, [input], ([opened]) => rename(terminal, opened!, output, options)); // one was asked for
    });
}

async function rename(terminal: Terminal, opened: OpenedTensors, output: string | undefined, options: RenameOptions): Promise<void> {
  const fromFile = options.rules === undefined ? [] : parseRenamings(await readFile(options.rules, 'utf8'), options.rules);
  const sources = sourcesOf(opened.reader);
  const names = applyRenamings(sources.map(({ name }) => name), [...fromFile, ...(options.rule ?? [])]);
  const renamed = sources.map((source, i) => ({ ...source, name: names[i]! })); // as many as there were
  if (output === undefined) terminal.print(describe(sources.map(({ name }) => name), names, terminal));
  else await writeOutput(terminal, output, renamed, [opened], options);
}

/** What changes, as a table. */
function describe(before: readonly string[], after: readonly string[], { hasColors, columns }: Terminal): string {
  const rows = before.flatMap((old, i) => (old === after[i] ? [] : [{ cells: { old, new: after[i]! } }]));
  const unchanged = before.length - rows.length;
  if (rows.length === 0) return `No name changes (${unchanged} in all).\n`;
  const table = { columns: [{ key: 'old', title: 'Old', shortest: 16 }, { key: 'new', title: 'New', shortest: 16 }], rows } as const;
  return `${formatTable(table, { color: hasColors, maxWidth: columns })}\n\n${rows.length} renamed, ${unchanged} as before.\n`;
}

function parseRule(text: string): Renaming {
  const arrow = text.lastIndexOf('=>');
  if (arrow === -1) throw new InvalidOptionError('It must be `regex=>text`.');
  try {
    return { pattern: new RegExp(text.slice(0, arrow), 'gu'), replacement: text.slice(arrow + 2) };
  } catch (error) {
    throw new InvalidOptionError((error as Error).message); // RegExp throws SyntaxErrors
  }
}
