import { InvalidArgumentError } from '@varscope/spec/errors';

const PLAIN = /^[\w/:-]*$/;

/**
 * A test whether `scope` matches at the start of a name, as Python's `re.match` does: `foo` finds `foo_1/v`.
 * @throws InvalidArgumentError when `scope` is no regular expression, or one that JavaScript cannot write: with
 * possessive quantifiers, atomic groups, conditions, or flags other than `i`, `m` and `s` at its start.
 */
export function nameFilter(scope: string): (name: string) => boolean {
  if (PLAIN.test(scope)) return (name) => name.startsWith(scope);
  const flags = /^\(\?([ims]+)\)/.exec(scope);
  const pattern = toJavaScript(scope.slice(flags?.[0].length ?? 0));
  let expression: RegExp;
  try {
    expression = new RegExp(`^(?:${pattern})`, flags?.[1] ?? '');
  } catch (cause) {
    throw new InvalidArgumentError(`The scope filter '${scope}' is not a regular expression.`, { cause });
  }
  return (name) => expression.test(name);
}

/**
 * The parts of a pattern: an escape, a class (in which a `]` at the start is literal), a comment, a named group or a
 * reference to one, a count without a minimum, or any other character.
 */
const PART = /\\[^]|\[\^?\]?(?:\\[^]|[^\]\\])*\]|\(\?#[^)]*\)|\(\?P<|\(\?P=\w+\)|\{,\d+\}|[^]/g;

/** Writes a Python regular expression in JavaScript's syntax. */
function toJavaScript(pattern: string): string {
  return pattern.replaceAll(PART, (part) => {
    if (part === '\\A') return '^';
    if (part === '\\Z') return '$';
    if (part === '(?P<') return '(?<';
    if (part.startsWith('(?P=')) return `\\k<${part.slice('(?P='.length, -1)}>`;
    if (part.startsWith('(?#')) return '';
    if (part.startsWith('{,')) return `{0,${part.slice('{,'.length)}`;
    return part.length > 1 && part.startsWith('[') ? classToJavaScript(part) : part;
  });
}

/** In JavaScript `[]` and `[^]` are classes by themselves. */
function classToJavaScript(part: string): string {
  return part.replace(/^(\[\^?)\]/, '$1\\]');
}
