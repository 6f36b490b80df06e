import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { nodeFiles } from '@varscope/files';
import { writeSafetensors } from '@varscope/safetensors';
import { afterAll, beforeAll, expect, it } from 'vitest';

const V2 = fileURLToPath(new URL('../testdata/model.ckpt-4', import.meta.url));

let folder: string;
let program: string;

// The command as it is installed, from source: its package.json is one folder up.
beforeAll(() => {
  folder = mkdtempSync(`${tmpdir()}/varscope-bin-`);
  mkdirSync(`${folder}/dist`);
  copyFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), `${folder}/package.json`);
  program = `${folder}/dist/cli.mjs`;
  buildSync({
    entryPoints: [fileURLToPath(new URL('cli.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@varscope/source'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (args: readonly string[], env: Record<string, string> = {}): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env: { ...process.env, ...env } });

it('writes its output where it is no terminal without colours, bars, or a limit to lines', () => {
  const { status, stdout, stderr } = run(['inspect', V2, '--stats', '--flat']);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).not.toContain('\u001b');
  expect(stdout).toContain('model/emb/ExponentialMovingAverage');
});

it('keeps to the columns that the environment names', () => {
  const { stdout } = run(['inspect', V2, '--flat'], { COLUMNS: '60' });
  expect(Math.max(...stdout.split('\n').slice(1).map((line) => line.length))).toBeLessThanOrEqual(60);
});

it('exits with 1 on differences and failures, with 2 on wrong usage', () => {
  expect(run(['diff', V2, V2]).status).toBe(0);
  expect(run(['diff', V2, `${V2}x`])).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^error: /) as string });
  expect(run(['diff', V2])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^error: .*\nSee varscope diff --help/) as string });
});

it('tells its version', () => {
  expect(run(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

it('ends quietly when its reader has seen enough', async () => {
  const child = spawn(process.execPath, [program, 'inspect', V2, '--flat', '--json']);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdout.destroy();
  await new Promise((resolve) => child.on('exit', resolve));
  expect(errors).toBe('');
});

it('leaves nothing behind when it is interrupted', async () => {
  const input = `${folder}/large.safetensors`;
  const data = (): Uint8Array => new Uint8Array(1 << 22);
  const names = Array.from({ length: 40 }, (_, i) => `t${i}`);
  await writeSafetensors({ files: nodeFiles(), path: input }, names.map((name) => ({ name, dtype: 'float32', shape: [1 << 20], data })));
  const out = `${folder}/out`;
  mkdirSync(out);
  const child = spawn(process.execPath, [program, 'convert', input, `${out}/a.safetensors`, '--dtype', 'float16']);
  while (readdirSync(out).length === 0 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 1));
  child.kill('SIGINT');
  const status = await new Promise((resolve) => child.on('exit', resolve));
  expect(status).toBe(130);
  expect(readdirSync(out)).toEqual([]);
});
