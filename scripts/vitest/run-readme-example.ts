/** Runs the TypeScript examples of a README, so that they stay true. */
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { expect } from 'vitest';
import { exampleBody } from './example-body.js';

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

/** Runs an example in TypeScript; see `exampleBody`. */
export async function runExample(example: string, modules: Readonly<Record<string, object>>): Promise<void> {
  const { code } = transformSync(exampleBody(example, modules), {
    loader: 'ts',
    target: 'es2022', // lowers `using`
    tsconfigRaw: '{}',
  });
  await (new Function('modules', 'expect', code)(modules, expect) as Promise<void>);
}
