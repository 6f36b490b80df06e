import { readFileSync } from 'node:fs';

const INSTALL = /^npm install (.+)$/m;
const EXAMPLE = /```ts\n(.*?)```/s;
const IMPORT_MAP = /```html\n(<script type="importmap">.*?<\/script>)\n```/s;

/**
 * What a README tells its reader to do.
 *
 * @param {URL} readme
 * @returns {{ install: string[], example: string, importMap: string | undefined }} the packages to install, the first
 *   example in TypeScript, and the import map for a page without a build if there is one
 */
export function readReadme(readme) {
  const text = readFileSync(readme, 'utf8');
  const install = INSTALL.exec(text)?.[1];
  const example = EXAMPLE.exec(text)?.[1];
  if (install === undefined) throw new Error(`${readme.pathname} has no line 'npm install …'`);
  if (example === undefined) throw new Error(`${readme.pathname} has no example in TypeScript`);
  return { install: install.split(' '), example, importMap: IMPORT_MAP.exec(text)?.[1] };
}
