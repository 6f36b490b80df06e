import { InvalidArgumentError, Option, type Command } from 'commander';
import type { StoredDType } from '@varscope/spec';
import { CODECS } from '../elements/codecs.js';
import { FORMATS, type Format } from '../formats.js';

/** The options of commands that write. */
export interface OutputOptions {
  readonly to?: Format;
  readonly force?: boolean;
}

/** A dtype, for the tensors that a pattern means, or for all of its kind. */
export interface DTypeRule {
  readonly pattern: RegExp | null;
  readonly dtype: StoredDType;
}

/** Adds `--include` and `--exclude`, which may be given several times. */
export function addFilterOptions(command: Command): Command {
  return command
    .option('-i, --include <regex>', 'only tensors with a match in their name', collect(regex))
    .option('-x, --exclude <regex>', 'no tensors with a match in their name', collect(regex));
}

/** Adds `--to` and `--force`. */
export function addOutputOptions(command: Command): Command {
  return command
    .addOption(new Option('-t, --to <format>', 'the format of the output (default: by its name)').choices(FORMATS))
    .option('-f, --force', 'replace an output that exists');
}

/** For options that may be given several times. */
export function collect<Value>(parse: (text: string) => Value): (text: string, previous: readonly Value[] | undefined) => Value[] {
  return (text, previous = []) => [...previous, parse(text)];
}

export function regex(text: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message); // RegExp throws SyntaxErrors
  }
}

export function count(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('It must be a whole number from 0 on.');
  return value;
}

export function distance(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0)) throw new InvalidArgumentError('It must be a number from 0 on.');
  return value;
}

/** `float16`, or `step=int32` for the tensors that a pattern means. */
export function dtypeRule(text: string): DTypeRule {
  const equals = text.lastIndexOf('=');
  const name = text.slice(equals + 1);
  const dtype = [...CODECS].find(([each, { kind }]) => each === name && kind !== 'quantized')?.[0];
  if (dtype === undefined) {
    const known = [...CODECS].filter(([, { kind }]) => kind !== 'quantized').map(([each]) => each);
    throw new InvalidArgumentError(`There is no dtype ${name} to cast to. There are ${known.join(', ')}.`);
  }
  return { pattern: equals === -1 ? null : regex(text.slice(0, equals)), dtype };
}
