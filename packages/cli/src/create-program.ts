import { Command } from 'commander';
import { averageCommand } from './commands/average.js';
import { convertCommand } from './commands/convert.js';
import { diffCommand } from './commands/diff.js';
import { inspectCommand } from './commands/inspect.js';
import { renameCommand } from './commands/rename.js';
import { sliceCommand } from './commands/slice.js';
import { typesCommand } from './commands/types.js';
import { helpNotes, helpWidth } from './commands/help-notes.js';
import type { Terminal } from './terminal.js';
import { readVersion } from './read-version.js';

const NOTES: readonly string[] = [
  'A file is a TensorFlow checkpoint (its prefix, such as model.ckpt-1000, or its .index), a safetensors file or the index of a sharded one, or a model.json of TensorFlow.js; which one is told by its content. A folder with a file `checkpoint`, as training leaves it, means its newest checkpoint. An address can be read too.',
  'Exit status: 0 when all went well, 1 when it failed or diff found differences, 2 when the command line is wrong, 130 when it was interrupted. An output has its name when it is complete; an interrupted command leaves what was there.',
];

/** The command line. `setExitCode` is called when a command that ends well has something to tell by it. */
export function createProgram(terminal: Terminal, setExitCode: (code: number) => void): Command {
  const program = new Command('varscope')
    .description('Inspects, compares and converts checkpoints: TensorFlow V1 and V2, safetensors, TensorFlow.js.')
    .version(readVersion())
    .addHelpText('after', helpNotes(terminal, NOTES));
  const commands = [
    inspectCommand(terminal),
    diffCommand(terminal, setExitCode),
    convertCommand(terminal),
    renameCommand(terminal),
    averageCommand(terminal),
    sliceCommand(terminal),
    typesCommand(terminal),
  ];
  for (const command of commands) program.addCommand(command);
  for (const command of [program, ...commands]) {
    const full = command === program ? 'varscope' : `varscope ${command.name()}`;
    command.exitOverride().showHelpAfterError(`See ${full} --help.`).configureOutput({
      writeOut: terminal.print,
      writeErr: terminal.printError,
      getOutHelpWidth: () => helpWidth(terminal),
      getErrHelpWidth: () => helpWidth(terminal),
      getOutHasColors: () => terminal.hasColors,
      getErrHasColors: () => terminal.hasColors,
    });
  }
  return program;
}
