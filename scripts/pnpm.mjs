import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * The command that runs the pnpm that `packageManager` names: the installed one where its version is exactly that,
 * else a copy that npx keeps in its cache and finds there without network.
 *
 * @returns {[string, ...string[]]} the program and its first arguments
 */
export function pnpmCommand() {
  const { packageManager } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  // Corepack may stand behind the name; it must not ask questions.
  const env = { ...process.env, COREPACK_ENABLE_DOWNLOAD_PROMPT: '0' };
  const installed = spawnSync('pnpm', ['--version'], { encoding: 'utf8', env });
  if (installed.status === 0 && packageManager === `pnpm@${installed.stdout.trim()}`) return ['pnpm'];
  return ['npx', '--yes', packageManager];
}
