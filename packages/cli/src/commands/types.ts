import { writeFile, nodeFiles } from '@varscope/files';
import { isDType } from '@varscope/spec';
import { Command } from 'commander';
import { checkOutput } from '../check-output.js';
import { declareVariables } from '../declare-variables.js';
import { passes, type NameFilter } from '../name-filter.js';
import type { OpenedTensors } from '../open-tensors.js';
import type { Terminal } from '../terminal.js';
import { addFilterOptions } from './arguments.js';
import { helpNotes } from './help-notes.js';
import { withOpened } from './with-opened.js';

interface TypesOptions extends NameFilter {
  readonly force?: boolean;
}

const NOTES: readonly string[] = [
  'The file declares the names, shapes and dtypes of the variables to TypeScript. Where it is part of a program, getVariable of another name, shape or dtype does not compile; no code is added. A name may be given from any scope on: `kernel` in the scope `dense`, or `dense/kernel`. Names and shapes that are computed are not checked.',
];
const EXAMPLES: readonly string[] = [
  `types model.ckpt-1000 src/variables.d.ts --exclude 'Adam|_power$'`,
  `types model.safetensors --include '^encoder/'`,
];

/** `varscope types`: a declaration of the variables for TypeScript. */
export function typesCommand(terminal: Terminal): Command {
  const command = new Command('types')
    .summary('declare the variables to TypeScript')
    .description('Writes a .d.ts with the names, shapes and dtypes of the variables, which getVariable then checks at compile time.')
    .argument('<input>', 'checkpoint prefix, folder, .safetensors or model.json')
    .argument('[output]', 'the .d.ts to write; without it the text is shown')
    .option('-f, --force', 'replace an output that exists');
  return addFilterOptions(command)
    .addHelpText('after', helpNotes(terminal, NOTES, EXAMPLES))
    .action((input: string, output: string | undefined, options: TypesOptions) =>
      withOpened(terminal, [input], ([opened]) => types(terminal, opened!, output, options))); // one was asked for
}

async function types(terminal: Terminal, opened: OpenedTensors, output: string | undefined, options: TypesOptions): Promise<void> {
  const tensors = [...opened.reader.tensors.values()].filter(({ name }) => passes(name, options));
  const text = declareVariables(tensors, opened.path);
  const leftOut = tensors.filter(({ dtype }) => !isDType(dtype));
  if (output === undefined) {
    terminal.print(text);
  } else {
    await checkOutput(output, 'file', [opened], options.force ?? false);
    await writeFile(nodeFiles(), output, new TextEncoder().encode(text));
    terminal.print(`Wrote ${output}: ${counted(tensors.length - leftOut.length, 'variable')}\n`);
  }
  const dtypes = [...new Set(leftOut.map(({ dtype }) => dtype))].join(', ');
  if (leftOut.length > 0) terminal.printError(`Left out ${counted(leftOut.length, 'tensor')}: no variable has the dtype ${dtypes}.\n`);
}

function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}
