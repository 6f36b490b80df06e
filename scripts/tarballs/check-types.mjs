import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const TSC = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
const OURS = /^(src\/|.*varscope[/+-])/;

/**
 * Compiles a project under `strict`, its libraries' declarations too, and throws where one of ours is at fault
 * (those of tfjs 4.22 name types that it does not install).
 *
 * @param {string} folder
 * @param {string} configuration
 */
export function checkTypes(folder, configuration) {
  const { status, stdout } = spawnSync(process.execPath, [TSC, '-p', configuration], { cwd: folder, encoding: 'utf8' });
  const errors = stdout.split('\n').filter((line) => line.includes('error TS'));
  const ours = errors.filter((line) => OURS.test(line));
  if (ours.length > 0) throw new Error(ours.join('\n'));
  if (status !== 0 && errors.length === 0) throw new Error(stdout || `tsc ended with ${status}`);
}
