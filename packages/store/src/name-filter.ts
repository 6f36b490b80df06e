import { InvalidArgumentError } from '@varscope/spec/errors';

const PLAIN = /^[\w/:-]*$/;

/**
 * A test whether `scope` matches at the start of a name, as Python's `re.match` does: `foo` finds `foo_1/v`.
 * @throws InvalidArgumentError when `scope` is no regular expression.
 */
export function nameFilter(scope: string): (name: string) => boolean {
  if (PLAIN.test(scope)) return (name) => name.startsWith(scope);
  const { pattern, flags } = fromPython(scope);
  let expression: RegExp;
  try {
    expression = new RegExp(`^(?:${pattern})`, flags);
  } catch (cause) {
    throw new InvalidArgumentError(`The scope filter '${scope}' is not a regular expression.`, { cause });
  }
  return (name) => expression.test(name);
}

/** Writes a Python regular expression in JavaScript's syntax. */
function fromPython(scope: string): { pattern: string; flags: string } {
  const inline = /^\(\?([ims]+)\)/.exec(scope);
  const pattern = scope
    .slice(inline?.[0].length ?? 0)
    .replaceAll('(?P<', '(?<')
    .replaceAll(/\(\?P=(\w+)\)/g, '\\k<$1>')
    .replaceAll('\\A', '^')
    .replaceAll('\\Z', '$')
    .replaceAll(/\{,(\d+)\}/g, '{0,$1}');
  return { pattern, flags: inline?.[1] ?? '' };
}
