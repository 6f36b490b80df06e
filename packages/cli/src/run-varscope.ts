import { VarscopeError } from '@varscope/spec/errors';
import { printable } from '@varscope/summary';
import { CommanderError } from 'commander';
import { createProgram } from './create-program.js';
import { NO_TERMINAL, type Terminal } from './terminal.js';

const FAILURE = 1;
const WRONG_USAGE = 2;
/** What a shell expects of a program that Ctrl-C has ended. */
const INTERRUPTED = 130;

/**
 * Runs the command `varscope`.
 * @param args What follows the name of the command.
 * @param terminal Where it writes; what is not given shows nothing.
 * @returns The exit status: 0 when all went well, 1 when it failed or `diff` found differences, 2 when the command line is
 * wrong, 130 when it was interrupted. It never throws.
 * @example
 * ```ts
 * const exitCode = await runVarscope(['inspect', 'model.ckpt'], { print: (text) => process.stdout.write(text) });
 * ```
 */
export async function runVarscope(args: readonly string[], terminal: Partial<Terminal> = {}): Promise<number> {
  const complete: Terminal = { ...NO_TERMINAL, ...terminal };
  let exitCode = 0;
  try {
    await createProgram(complete, (code) => (exitCode = code)).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE; // it has been told
    if (complete.signal.aborted) {
      complete.printError('Interrupted.\n');
      return INTERRUPTED;
    }
    complete.printError(`${describe(error, complete.hasColors)}\n`);
    return FAILURE;
  }
}

/** An error as a block of lines, without a stack. */
function describe(error: unknown, hasColors: boolean): string {
  const title = hasColors ? '\u001b[1;31merror:\u001b[0m' : 'error:';
  const message = error instanceof Error || VarscopeError.isInstance(error) ? error.message : String(error);
  return `${title} ${message.split('\n').map(printable).join('\n')}`;
}
