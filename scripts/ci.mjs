// Runs every check of the repository, one after the other, also after one has failed, and adds up what they count.
// The last line is `N passed, N failed`; the exit code is non-zero when one failed or nothing ran.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { providePnpm } from './pnpm.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REPORT = `${ROOT}node_modules/.cache/ci/vitest.json`;
const COUNT = /^(\d+) passed, (\d+) failed$/;
// Recorded results of TensorFlow that may lie beside the clone, as these commands take them.
const SHARED = [
  { runner: 'conformance', folder: '../shared/conformance/cases' },
  { runner: 'golden', folder: '../shared/golden' },
  { runner: 'checkpoints', folder: '../shared/golden/checkpoints' },
];

/** @type {(Count & { name: string })[]} */
const results = [];

mkdirSync(`${ROOT}node_modules/.cache/ci`, { recursive: true });
rmSync(REPORT, { force: true });
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
await step('npm test', ['npm', 'test', '--', ...reporters], countTests);
providePnpm();
await step('typecheck', ['pnpm', 'typecheck']);
await step('lint', ['pnpm', 'lint']);
await step('fences', ['pnpm', 'fences']);
await step('changesets', ['pnpm', 'changesets'], countFromLastLine);
await step('parity', ['pnpm', 'parity'], countFromLastLine);
await step('size', ['pnpm', 'size']);
await step('tarballs', ['pnpm', 'tarballs'], countFromLastLine);
await step('conformance', ['pnpm', 'conformance'], countFromLastLine);
await step('golden', ['pnpm', 'golden'], countFromLastLine);
await step('checkpoints', ['pnpm', 'checkpoints'], countFromLastLine);
for (const { runner, folder } of SHARED.filter((shared) => existsSync(ROOT + shared.folder))) {
  await step(`${runner} ${folder}`, ['pnpm', runner, folder], countFromLastLine);
}
await step('npm start', ['npm', 'start']);
report();

/**
 * @param {string} name
 * @param {[string, ...string[]]} command
 * @param {(output: string) => Count} count a command that only succeeds or fails counts as one check
 */
async function step(name, command, count = () => ({ passed: 0, failed: 0 })) {
  console.log(`\n=== ${name}`);
  const started = Date.now();
  const { code, output } = await run(command);
  const { passed, failed } = count(output);
  // Without a count of its own, or with one that contradicts its exit code, the step itself is the check.
  const ownFailure = code !== 0 && failed === 0 ? 1 : 0;
  const ownPass = code === 0 && passed === 0 && failed === 0 ? 1 : 0;
  results.push({ name, passed: passed + ownPass, failed: failed + ownFailure });
  console.log(`=== ${name}: exit code ${code} after ${Math.round((Date.now() - started) / 1000)} s`);
}

/**
 * @param {[string, ...string[]]} command
 * @returns {Promise<{ code: number, output: string }>} what it wrote, which is shown meanwhile
 */
function run([program, ...parameters]) {
  const child = spawn(program, parameters, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    output += text;
    process.stdout.write(text);
  });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** @returns {Count} a test that was left out counts as failed */
function countTests() {
  if (!existsSync(REPORT)) return { passed: 0, failed: 1 };
  const { numPassedTests, numTotalTests } = JSON.parse(readFileSync(REPORT, 'utf8'));
  return numTotalTests === 0 ? { passed: 0, failed: 1 } : { passed: numPassedTests, failed: numTotalTests - numPassedTests };
}

/** @param {string} output @returns {Count} */
function countFromLastLine(output) {
  const found = COUNT.exec(output.trimEnd().split('\n').at(-1) ?? '');
  const [passed, failed] = [Number(found?.[1] ?? 0), Number(found?.[2] ?? 0)];
  return passed + failed === 0 ? { passed: 0, failed: 1 } : { passed, failed };
}

function report() {
  console.log('\n=== summary');
  for (const { name, passed, failed } of results) console.log(`${failed > 0 ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed`);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
}
