// What `npm start` and `npm test` run on a fresh clone, with nothing but Node and npm there:
//   node scripts/bootstrap.mjs start [options of the quickstart]
//   node scripts/bootstrap.mjs test [options of vitest]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { providePnpm } from './pnpm.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = `${ROOT}node_modules/.varscope-installed`;
const INSTALL_INPUTS = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'];
const OLDEST_NODE = [20, 19];

const [task, ...options] = process.argv.slice(2);
process.on('SIGINT', () => undefined); // Ctrl-C ends the program that runs, and that ends this
requireNode();
providePnpm();
install();
if (task === 'start') {
  build('--filter=./apps/quickstart...');
  // Installing does not bring the addon that it takes.
  if (/--backend[ =]tensorflow\b/.test(options.join(' '))) run([process.execPath, 'scripts/provision-tfjs-node.mjs', '--required']);
  run([process.execPath, 'apps/quickstart/dist/cli.js', ...options]);
} else if (task === 'test') {
  build();
  // In CI everything has to be tested; elsewhere the native tests are left out where tfjs-node cannot be had.
  const required = process.env['CI'] === undefined ? [] : ['--required'];
  run([process.execPath, 'scripts/provision-tfjs-node.mjs', ...required]);
  run([process.execPath, 'node_modules/vitest/vitest.mjs', 'run', ...options]);
} else {
  fail(`unknown task ${task}; it is 'start' or 'test'`);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  fail(`Varscope needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node} (${process.execPath}).`);
}

/** Installs the locked dependencies, unless this very lock file was installed before on this machine. */
function install() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const file of INSTALL_INPUTS) hash.update(readFileSync(ROOT + file));
  const stamp = hash.digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  console.log('> installing dependencies');
  run(['pnpm', 'install', '--frozen-lockfile', '--prefer-offline']);
  writeFileSync(STAMP, stamp);
}

/** @param {string[]} filter which packages; all of them without one */
function build(...filter) {
  console.log('> building');
  run(['pnpm', 'exec', 'turbo', 'run', 'build', '--output-logs=errors-only', ...filter]);
}

/** @param {string[]} command */
function run([program = '', ...parameters]) {
  const result = spawnSync(program, parameters, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
    shell: process.platform === 'win32' && program !== process.execPath, // pnpm is a .cmd file there
  });
  if (result.error !== undefined) fail(`cannot run ${program}: ${result.error.message}`);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}
