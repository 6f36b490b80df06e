import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Puts the pnpm that `packageManager` names on the path of this process and of those it starts: the installed one
 * where its version is exactly that, else a copy in `node_modules/.cache`, fetched by npm the first time.
 */
export function providePnpm() {
  const { packageManager } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  if (packageManager === `pnpm@${installedVersion()}`) return;
  const version = packageManager.slice('pnpm@'.length);
  const folder = fileURLToPath(new URL(`../node_modules/.cache/pnpm-${version}`, import.meta.url));
  const programs = `${folder}/node_modules/.bin`;
  if (!existsSync(`${programs}/pnpm`)) {
    console.log(`> fetching ${packageManager}`);
    const parameters = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error', packageManager];
    const { status } = spawnSync('npm', parameters, { stdio: 'inherit', shell: process.platform === 'win32' });
    if (status !== 0) throw new Error(`npm could not install ${packageManager}`);
  }
  process.env['PATH'] = `${programs}${delimiter}${process.env['PATH']}`;
}

function installedVersion() {
  // Corepack may stand behind the name; it must not ask questions.
  const env = { ...process.env, COREPACK_ENABLE_DOWNLOAD_PROMPT: '0' };
  return spawnSync('pnpm', ['--version'], { encoding: 'utf8', env, shell: process.platform === 'win32' }).stdout?.trim();
}
