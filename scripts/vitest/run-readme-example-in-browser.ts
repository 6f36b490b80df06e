/** Runs the first example of a README in a browser. It has to be JavaScript: there is no compiler there. */
import { expect } from 'vitest';
import { exampleBody } from './example-body.js';

/** See `exampleBody`. */
export async function runReadmeExampleInBrowser(readme: URL, modules: Readonly<Record<string, object>>): Promise<void> {
  const text = await (await fetch(readme)).text();
  const example = /```ts\n(.*?)```/s.exec(text)?.[1];
  if (example === undefined) throw new Error(`${readme.pathname} has no example in TypeScript`);
  await (new Function('modules', 'expect', exampleBody(example, modules))(modules, expect) as Promise<void>);
}
