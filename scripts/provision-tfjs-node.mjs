// Makes @tensorflow/tfjs-node loadable, or says why it is not; no part of the installation of packages:
//   node scripts/provision-tfjs-node.mjs [--required] [--verbose] [--from FOLDER] [--wheel REQUIREMENT|FILE.whl]
// A working installation is left alone. Otherwise, in this order: what was built before and lies in the user's cache; the
// package's own script, which downloads libtensorflow; a build of the addon with the C library of the wheel of TensorFlow.
// Without --required it succeeds also where tfjs-node stays unavailable.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ADDON = 'lib/napi-v8/tfjs_binding.node';
const FOLDERS = ['deps', 'lib'];
const MACHINES = /** @type {Record<string, string | undefined>} */ ({ x64: 'x86_64', arm64: 'aarch64' });
const MINUTES = 60_000;

// What of the wheel is needed: the C library and its headers.
const UNPACK = `
import os, re, sys, zipfile
wheel, folder = sys.argv[1:3]
wanted = re.compile(r'tensorflow/(libtensorflow_(cc|framework)[.]so[.]2|include/(tensorflow/(c|core/platform|core/public)|xla/tsl|tsl)/.*[.]h)$')
with zipfile.ZipFile(wheel) as archive:
    for name in filter(wanted.match, archive.namelist()):
        path = name[len('tensorflow/'):]
        target = os.path.join(folder, 'deps', path if path.startswith('include/') else 'lib/' + path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with archive.open(name) as source, open(target, 'wb') as copy:
            while block := source.read(1 << 20):
                copy.write(block)
`;

const { values: options } = parseArgs({
  options: {
    required: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    from: { type: 'string', default: fileURLToPath(new URL('../packages/backend-node', import.meta.url)) },
    wheel: { type: 'string', default: process.env['TFJS_NODE_WHEEL'] ?? 'tensorflow_cpu==2.21.0' },
  },
});
const started = Date.now();

/** Why tfjs-node stays unavailable. */
class Unavailable extends Error {}

try {
  say(provision());
} catch (error) {
  if (!(error instanceof Unavailable)) throw error;
  say(`unavailable: ${error.message}`);
  if (options.required) process.exitCode = 1;
}

/** @returns {string} where it comes from */
function provision() {
  const folder = packageFolder();
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (works(folder)) return `${version} works`;
  const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'tfjs-node-provision');
  const kept = join(cache, keyOf(version));
  if (existsSync(join(kept, 'COMPLETE'))) {
    link(folder, kept);
    if (works(folder)) return `${version} is that of ${kept}`;
    rmSync(kept, { recursive: true, force: true });
  }
  try {
    if (installs(folder)) return `${version} was installed by its own script`;
    mkdirSync(cache, { recursive: true });
    build(folder, cache, kept);
    link(folder, kept);
    if (works(folder)) return `${version} was built, and is kept in ${kept}`;
    throw new Unavailable('it was built, but does not load');
  } catch (error) {
    clean(folder);
    throw error;
  }
}

function packageFolder() {
  try {
    const require = createRequire(join(resolve(options.from), 'package.json'));
    return dirname(realpathSync(require.resolve('@tensorflow/tfjs-node/package.json')));
  } catch {
    throw new Unavailable(`it is not installed as seen from ${options.from}`);
  }
}

/** @param {string} version */
function keyOf(version) {
  const recipe = [version, process.platform, process.arch, options.wheel, 'recipe-1'].join('|');
  return createHash('sha256').update(recipe).digest('hex').slice(0, 16);
}

/** @param {string} folder @returns {boolean} whether it computes a gradient */
function works(folder) {
  const program = `
    const util = require('util');
    util.isNullOrUndefined ??= (value) => value == null;
    const tf = require(${JSON.stringify(folder)});
    const slope = tf.grad((x) => tf.sum(tf.square(tf.matMul(x, x))))(tf.tensor2d([[1, 2], [3, 4]]));
    process.exit(tf.getBackend() === 'tensorflow' && Number.isFinite(slope.dataSync()[0]) ? 0 : 3);`;
  return run(process.execPath, ['-e', program], { cwd: folder, env: { TF_CPP_MIN_LOG_LEVEL: '3' }, timeout: 2 * MINUTES }).ok;
}

/** @param {string} folder @returns {boolean} whether the package's own script makes it work */
function installs(folder) {
  clean(folder);
  // The script calls a program of the package's own dependencies by name.
  const programs = [join(folder, 'node_modules/.bin'), join(folder, '../../.bin'), process.env['PATH']].join(delimiter);
  return run(process.execPath, ['scripts/install.js'], { cwd: folder, env: { PATH: programs }, timeout: 5 * MINUTES }).ok && works(folder);
}

/** @param {string} folder @param {string} cache @param {string} kept where the result goes */
function build(folder, cache, kept) {
  const machine = MACHINES[process.arch];
  if (process.platform !== 'linux' || machine === undefined) throw new Unavailable(`no build for ${process.platform}-${process.arch}`);
  const python = ['python3', 'python'].find((name) => run(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']).ok);
  const compiler = process.env['CXX'] ?? ['g++', 'clang++'].find((name) => run(name, ['--version']).ok);
  if (python === undefined || compiler === undefined) throw new Unavailable('its build needs python3 and a C++17 compiler');
  const work = mkdtempSync(join(cache, '.work-'));
  try {
    const stage = join(work, 'stage');
    demand(run(python, ['-c', UNPACK, getWheel(python, machine, work), stage]), 'the wheel could not be unpacked');
    symlinkSync('libtensorflow_cc.so.2', join(stage, 'deps/lib/libtensorflow.so'));
    symlinkSync('libtensorflow_framework.so.2', join(stage, 'deps/lib/libtensorflow_framework.so'));
    compile(folder, stage, python);
    cpSync(join(folder, 'lib'), join(stage, 'lib'), { recursive: true });
    writeFileSync(join(stage, 'COMPLETE'), `${options.wheel}, Node ${process.version}\n`);
    if (!existsSync(kept)) renameSync(stage, kept); // another process may have been faster
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} python @param {string} machine @param {string} work @returns {string} the path of the wheel */
function getWheel(python, machine, work) {
  if (options.wheel.endsWith('.whl')) return options.wheel;
  // The wheels for all versions of Python hold the same C library.
  const tags = ['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311'];
  const platforms = ['manylinux_2_27', 'manylinux_2_17'].flatMap((name) => ['--platform', `${name}_${machine}`]);
  const download = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--retries', '0', '--timeout', '20', ...tags, ...platforms];
  demand(run(python, [...download, '-d', work, options.wheel], { timeout: 10 * MINUTES }), `pip could not get ${options.wheel}`);
  return join(work, readdirSync(work).find((name) => name.endsWith('.whl')) ?? '');
}

/** @param {string} folder @param {string} stage @param {string} python */
function compile(folder, stage, python) {
  clean(folder);
  symlinkSync(join(stage, 'deps'), join(folder, 'deps'));
  // Headers that came with this Node save a download.
  const prefix = resolve(dirname(realpathSync(process.execPath)), '..');
  const headers = [process.env['npm_config_nodedir'] ?? prefix, '/usr'].find((path) => existsSync(join(path, 'include/node/node_api.h')));
  const nodeGyp = [process.execPath, findNodeGyp(folder), 'rebuild', ...(headers === undefined ? [] : [`--nodedir=${headers}`])];
  const [program, ...parameters] = [
    ...nodeGyp, '--module_name=tfjs_binding', `--module_path=${join(folder, dirname(ADDON))}`, '--napi_version=9', '--napi_build_version=8',
  ];
  const env = { CXXFLAGS: `-std=c++17 -w ${process.env['CXXFLAGS'] ?? ''}`, npm_config_python: python };
  demand(run(program, parameters, { cwd: folder, env, timeout: 10 * MINUTES }), 'the addon did not compile');
}

/** @param {string} folder */
function findNodeGyp(folder) {
  const places = [
    () => createRequire(join(folder, 'package.json')).resolve('node-gyp/bin/node-gyp.js'),
    () => join(dirname(realpathSync(join(dirname(process.execPath), 'npm'))), '../node_modules/node-gyp/bin/node-gyp.js'),
    () => join(run('npm', ['root', '-g']).output.trim(), 'npm/node_modules/node-gyp/bin/node-gyp.js'),
  ];
  for (const place of places) {
    try {
      if (existsSync(place())) return place();
    } catch {
      // not there: the next place
    }
  }
  throw new Unavailable('node-gyp was not found');
}

/** @param {string} folder @param {string} from */
function link(folder, from) {
  clean(folder);
  for (const name of FOLDERS) symlinkSync(join(from, name), join(folder, name), 'junction');
}

/** @param {string} folder */
function clean(folder) {
  for (const name of [...FOLDERS, 'build']) rmSync(join(folder, name), { recursive: true, force: true });
}

/**
 * @param {string} program
 * @param {string[]} parameters
 * @param {{ cwd?: string, env?: Record<string, string>, timeout?: number }} [settings]
 */
function run(program, parameters, { env, ...settings } = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    ...settings,
    env: { ...process.env, ...env },
  });
  const log = `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`;
  if (options.verbose && status !== 0) console.error(`$ ${program} ${parameters.join(' ')}\n${log}`);
  return { ok: status === 0, output: stdout ?? '', log };
}

/** @param {{ ok: boolean, log: string }} result @param {string} otherwise */
function demand({ ok, log }, otherwise) {
  if (!ok) throw new Unavailable(`${otherwise}: ${log.trim().split('\n').at(-1) ?? ''}`);
}

/** @param {string} message */
function say(message) {
  console.log(`> tfjs-node: ${message} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
