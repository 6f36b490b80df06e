/**
 * Kills programs in the middle of saving, as often as asked, and checks what each left:
 *
 *     node kill-saves.mjs [--kills 2000] [--keep FOLDER]
 *
 * With `--keep` a copy of what each kill left is put there, for `python testdata/restore_kept.py FOLDER`, which has real
 * TensorFlow restore the newest checkpoint of every copy.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '2000' }, keep: { type: 'string' } } });
/** @param {string} path */
const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const cache = at('node_modules/.cache');
const folder = mkdtempSync(join(tmpdir(), 'varscope-kill-saves-'));
try {
  mkdirSync(cache, { recursive: true });
  const program = join(cache, 'kill-saves.mjs');
  await build({
    entryPoints: [at('testdata/kill-saves.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@varscope/source'],
    external: ['esbuild', '@tensorflow/*'],
  });
  const { killSaves } = await import(program);
  const result = await killSaves({ folder, kills: Number(values.kills), program: at('testdata/save-forever.ts'), keep: values.keep });
  for (const failure of result.failures) console.log(failure);
  console.log(`${result.duringSave} of ${result.kills} kills hit a save`);
  console.log(`${result.kills - result.failures.length} passed, ${result.failures.length} failed`);
  process.exitCode = result.failures.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
