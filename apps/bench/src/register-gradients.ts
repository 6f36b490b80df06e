import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Registers tfjs's gradients. Its own file that does so cannot be imported by Node, so that it is bundled first. */
export async function registerGradients(): Promise<void> {
  const folder = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url));
  const outfile = `${folder}register-all-gradients.mjs`;
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [createRequire(import.meta.url).resolve('@tensorflow/tfjs-core/dist/register_all_gradients.js')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: ['node-fetch', 'util', 'crypto', 'worker_threads'],
  });
  await import(pathToFileURL(outfile).href);
}
