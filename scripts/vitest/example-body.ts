const IMPORT = /^import (\{[^}]*\}|\* as \w+) from '(.*)';$/gm;
const UNBOUND = /^import (type \{[^}]*\} from )?'.*';$/gm;
const RESULT = /^(.*); \/\/ → (.*)$/gm;

/**
 * The body of a function of `modules` and `expect` that runs an example. Imports come from `modules`, by the name that the
 * example imports; what it imports for its effect, such as a backend, the test has imported. A line
 * `expression; // → value` has to give that value.
 */
export function exampleBody(example: string, modules: Readonly<Record<string, object>>): string {
  for (const [, , name] of example.matchAll(IMPORT)) {
    if (modules[name as string] === undefined) throw new Error(`the test of the example gives no module ${name}`);
  }
  const body = example
    .replace(UNBOUND, '')
    .replace(IMPORT, (_, names: string, from: string) => `const ${binding(names)} = modules['${from}'];`)
    .replace(RESULT, 'expect($1).toEqual($2);');
  return `return (async () => {${body}})();`;
}

function binding(names: string): string {
  return names.startsWith('{') ? names.replaceAll(' as ', ': ') : names.slice('* as '.length);
}
