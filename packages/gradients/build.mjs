// Part of the build, in two steps. `node build.mjs list` writes src/gradient-configurations.generated.ts, a list of all the
// gradients of the installed tfjs; `node build.mjs bundle` makes one file of it that Node can load: tfjs has them in ES
// modules without file endings in a CommonJS package.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';

const REGISTRATION = '@tensorflow/tfjs-core/dist/register_all_gradients.js';
const IMPORT = /^import \{ (\w+) \} from '\.\/(gradients\/\w+)';$/gm;

if (process.argv[2] === 'list') list();
else await bundle();

function list() {
  const source = readFileSync(createRequire(import.meta.url).resolve(REGISTRATION), 'utf8');
  const found = [...source.matchAll(IMPORT)].map(([, name, module]) => ({ name, module }));
  if (found.length < 100) throw new Error(`${REGISTRATION} is not as it was: ${found.length} gradients found`);
  const imports = found.map(({ name, module }) => `import { ${name} } from '@tensorflow/tfjs-core/dist/${module}.js';\n`);
  const entries = found.map(({ name }) => `  ${name},\n`);
  writeFileSync(new URL('src/gradient-configurations.generated.ts', import.meta.url), `// Made by build.mjs.
import type { GradConfig } from '@tensorflow/tfjs-core';
${imports.join('')}
export const gradientConfigurations: readonly GradConfig[] = [
${entries.join('')}];
`);
}

async function bundle() {
  await build({
    entryPoints: ['dist/gradient-configurations.generated.js'],
    outfile: 'dist/gradient-configurations.node.js',
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: ['node-fetch', 'util', 'crypto', 'worker_threads'],
  });
}
