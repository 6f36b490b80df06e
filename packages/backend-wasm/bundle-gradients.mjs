// Part of the build: register-gradients.js and what it loads in one file that Node can load.
import { build } from 'esbuild';

await build({
  entryPoints: ['dist/register-gradients.js'],
  outfile: 'dist/register-gradients.node.js',
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  external: ['node-fetch', 'util', 'crypto', 'worker_threads'],
});
