// What a page pays for the two functions that every program uses, on top of tfjs-core:
//   node scripts/measure-size.mjs          fails above the limit, and where README.md says something else
//   node scripts/measure-size.mjs --write  writes the size into README.md
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const LIMIT = 10_000;
const README = new URL('../README.md', import.meta.url);
const LINE = /(<!-- size -->)[^]*?(<!-- \/size -->)/;

const bytes = await measure("export { variableScope, getVariable } from 'varscope';");
const size = `${(bytes / 1000).toFixed(1)} kB`;
console.log(`{ variableScope, getVariable }: ${size} gzip, limit ${LIMIT / 1000} kB`);
if (bytes > LIMIT) process.exitCode = 1;

const readme = readFileSync(README, 'utf8');
if (!LINE.test(readme)) throw new Error('README.md has no place <!-- size --><!-- /size --> for the size');
const updated = readme.replace(LINE, `$1${size}$2`);
if (process.argv.includes('--write')) writeFileSync(README, updated);
else if (updated !== readme) {
  console.error('README.md gives another size; run: pnpm size --write');
  process.exitCode = 1;
}

/** @param {string} program */
async function measure(program) {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL('../packages/varscope', import.meta.url)) },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    external: ['@tensorflow/*'],
  });
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0);
}
