/** Runs the TypeScript examples of a README, so that they stay true. */
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { expect } from 'vitest';

const IMPORT = /^import (\{[^}]*\}|\* as \w+) from '(.*)';$/gm;
const UNBOUND = /^import (type \{[^}]*\} from )?'.*';$/gm;
const RESULT = /^(.*); \/\/ → (.*)$/gm;

/** The TypeScript examples of a README, in order. */
export function readmeExamples(readme: URL): string[] {
  return [...readFileSync(readme, 'utf8').matchAll(/```ts\n(.*?)```/gs)].map(([, example]) => example as string);
}

/** Runs the first TypeScript example of a README; see `runExample`. */
export async function runReadmeExample(readme: URL, modules: Readonly<Record<string, object>>): Promise<void> {
  const [example] = readmeExamples(readme);
  if (example === undefined) throw new Error(`${readme.pathname} has no example in TypeScript`);
  await runExample(example, modules);
}

/**
 * Imports come from `modules`, by the name that the example imports; what it imports for its effect, such as a backend,
 * the test has imported. A line `expression; // → value` has to give that value.
 */
export async function runExample(example: string, modules: Readonly<Record<string, object>>): Promise<void> {
  for (const [, , name] of example.matchAll(IMPORT)) {
    if (modules[name as string] === undefined) throw new Error(`the test of the example gives no module ${name}`);
  }
  const body = example
    .replace(UNBOUND, '')
    .replace(IMPORT, (_, names: string, from: string) => `const ${binding(names)} = modules['${from}'];`)
    .replace(RESULT, 'expect($1).toEqual($2);');
  const { code } = transformSync(`return (async () => {${body}})();`, {
    loader: 'ts',
    target: 'es2022', // lowers `using`
    tsconfigRaw: '{}',
  });
  await (new Function('modules', 'expect', code)(modules, expect) as Promise<void>);
}

function binding(names: string): string {
  return names.startsWith('{') ? names.replaceAll(' as ', ': ') : names.slice('* as '.length);
}
