import { InvalidArgumentError } from '@varscope/spec/errors';

/** A rule for names: every match of the pattern is replaced. */
export interface Renaming {
  /** With the flag `g`. */
  readonly pattern: RegExp;
  readonly replacement: string;
}

/**
 * The new names of tensors, in their order: all rules applied in turn.
 * @throws InvalidArgumentError when a name would be empty, or two tensors would have one name.
 */
export function applyRenamings(names: readonly string[], renamings: readonly Renaming[]): string[] {
  const oldNames = new Map<string, string>();
  return names.map((old) => {
    const name = renamings.reduce((text, { pattern, replacement }) => text.replace(pattern, replacement), old);
    const other = oldNames.get(name);
    if (name === '') throw new InvalidArgumentError(`The rules leave nothing of the name ${old}.`, { variable: old });
    if (other !== undefined) throw new InvalidArgumentError(`The rules give two tensors the name ${name}.`, { variable: name, found: `${other}, ${old}` });
    oldNames.set(name, old);
    return name;
  });
}

/**
 * Rules from JSON: an object of pattern and replacement, or a list of pairs of them.
 * @throws InvalidArgumentError when it is something else.
 */
export function parseRenamings(text: string, file: string): Renaming[] {
  const refuse = (problem: string, cause?: unknown): InvalidArgumentError => new InvalidArgumentError(`The file of rules ${problem}`, { file, cause });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw refuse(`is no JSON: ${(error as Error).message}`, error); // JSON.parse throws SyntaxErrors
  }
  if (typeof json !== 'object' || json === null) throw refuse('is no object and no list.');
  const pairs: readonly unknown[] = Array.isArray(json) ? json : Object.entries(json);
  return pairs.map((pair) => {
    const [pattern, replacement] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
    if (typeof pattern !== 'string' || typeof replacement !== 'string') throw refuse('has a rule that is no pair of texts.');
    try {
      return { pattern: new RegExp(pattern, 'gu'), replacement };
    } catch (error) {
      throw refuse(`has a wrong pattern: ${(error as Error).message}`, error);
    }
  });
}
