// Packs every public package and looks at it as a stranger would: is the tarball well made, can an empty project that
// installs nothing else import it, use it as its README says, and compile it?
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { CHROMIUM_ARGUMENTS } from './chromium-arguments.mjs';
import { createChecks } from './create-checks.mjs';
import { findChromium } from './find-chromium.mjs';
import { readPackages } from './read-packages.mjs';
import { checkTypes } from './tarballs/check-types.mjs';
import { createConsumer } from './tarballs/create-consumer.mjs';
import { packPackages } from './tarballs/pack-packages.mjs';
import { readReadme } from './tarballs/read-readme.mjs';
import { runBundled } from './tarballs/run-in-esbuild.mjs';
import { readAndWriteInDeno, runInDeno } from './tarballs/run-in-deno.mjs';
import { runBuilt, runInDevelopment } from './tarballs/run-in-vite.mjs';
import { runWithoutBuild } from './tarballs/run-without-build.mjs';

const PROGRAMS = fileURLToPath(new URL('../node_modules/.bin/', import.meta.url));

/** Backends that run in one of the two alone. */
const NEEDS_BROWSER = ['@varscope/backend-webgl', '@varscope/backend-webgpu'];
const NEEDS_NODE = ['@varscope/backend-node'];

const executablePath = await findChromium();
if (executablePath === null) throw new Error('no Chromium; set $CHROMIUM');
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
const workFolder = mkdtempSync(`${tmpdir()}/varscope-tarballs-`);
const checks = createChecks();
try {
  const packages = readPackages();
  const tarballs = packPackages(workFolder, packages);
  const asked = process.argv.slice(2);
  for (const publicPackage of packages.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
    await check(publicPackage, tarballs);
  }
} finally {
  await browser.close();
  rmSync(workFolder, { recursive: true });
}
checks.finish();

/**
 * @param {import('./read-packages.mjs').PublicPackage} publicPackage
 * @param {Map<string, string>} tarballs
 */
async function check(publicPackage, tarballs) {
  const { name } = publicPackage;
  const tarball = tarballs.get(name) ?? '';
  const folder = `${workFolder}/${name.replace('/', '-')}`;
  await checks.run(`${name}: publint`, () => run('publint', ['run', tarball, '--strict']));
  await checks.run(`${name}: attw`, () => run('attw', [tarball, '--profile', 'esm-only', '--format', 'ascii']));
  const installed = await checks.run(`${name}: installs alone`, () => createConsumer(folder, publicPackage, tarballs));
  if (!installed) return;
  await checks.run(`${name}: compiles under strict, NodeNext`, () => checkTypes(folder, 'tsconfig.json'));
  await checks.run(`${name}: compiles under strict, bundler`, () => checkTypes(folder, 'tsconfig.bundler.json'));
  if (!NEEDS_BROWSER.includes(name)) {
    await checks.run(`${name}: runs in Node`, () => execFileSync(process.execPath, ['out/main.js'], { cwd: folder }));
  }
  if (NEEDS_NODE.includes(name)) return;
  for (const command of Object.keys(publicPackage.manifest.bin ?? {})) {
    await checks.run(`${name}: the command ${command} runs`, () => execFileSync(`${folder}/node_modules/.bin/${command}`, ['--help'], { cwd: folder, stdio: 'pipe' }));
  }
  if (publicPackage.manifest.bin !== undefined) return; // a package of commands is for Node
  if (!NEEDS_BROWSER.includes(name)) await checks.run(`${name}: runs in Deno`, () => runInDeno(folder));
  if (name === '@varscope/tensor-bundle') {
    await checks.run(`${name}: reads and writes checkpoints in Deno`, () => readAndWriteInDeno(folder));
  }
  await checks.run(`${name}: runs in Chromium, built by Vite`, () => runBuilt(folder, browser));
  await checks.run(`${name}: runs in Chromium, served by Vite`, () => runInDevelopment(folder, browser));
  await checks.run(`${name}: runs in Chromium, bundled by esbuild`, () => runBundled(folder, browser));
  const { importMap } = readReadme(new URL('README.md', publicPackage.folder));
  if (importMap === undefined) return;
  await checks.run(`${name}: runs in Chromium without a build`, () => runWithoutBuild(folder, importMap, browser));
}

/**
 * @param {string} program
 * @param {string[]} parameters
 */
function run(program, parameters) {
  try {
    execFileSync(PROGRAMS + program, parameters, { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout: string, stderr: string }} */ (error); // execFileSync adds them
    throw new Error(`${stdout}${stderr}`);
  }
}
