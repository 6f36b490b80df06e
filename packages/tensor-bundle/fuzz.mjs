// Reads damaged checkpoints: node packages/tensor-bundle/fuzz.mjs [MUTATIONS] [SEED] [FIRST]
// Ends with the number of failures; a failure tells its mutation, which `FIRST` finds again. The tests run a few thousand.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

const [mutations = 1_000_000, seed = 1, first = 0] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'varscope-fuzz-'));
const outfile = join(folder, 'fuzz.mjs');
buildSync({
  entryPoints: [fileURLToPath(new URL('testdata/fuzz.ts', import.meta.url))],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  conditions: ['@varscope/source'],
});
const { fuzz } = await import(pathToFileURL(outfile).href);
rmSync(folder, { recursive: true });
const recorded = new URL('../../apps/checkpoints/recorded/', import.meta.url);
const report = await fuzz({ mutations, seed, first, recorded, onProgress: tell });
for (const failure of report.failures) console.log(failure);
tell(report);
console.log(`${report.mutations - report.failures.length} passed, ${report.failures.length} failed`);
if (report.failures.length > 0) process.exitCode = 1;

/** @param {import('./testdata/fuzz.ts').FuzzReport} report */
function tell({ mutations: done, opened, read, mostBytes, slowestMilliseconds }) {
  console.log(`${done} mutations, ${opened} opened, ${read} tensors read, at most ${mostBytes} bytes beyond the files, at most ${Math.round(slowestMilliseconds)} ms`);
}
