import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readReadme } from './read-readme.mjs';

const TFJS = '^4.22.0';
const PROVISION = fileURLToPath(new URL('../provision-tfjs-node.mjs', import.meta.url));
const RESULT = /^(.*); \/\/ → (.*)$/gm;

const ASSERT_EQUAL = `
const text = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, part: unknown) => ArrayBuffer.isView(part) ? Array.from(part as Float32Array) : part);
export function assertEqual(found: unknown, expected: unknown): void {
  if (text(found) !== text(expected)) throw new Error(\`expected \${text(expected)}, found \${text(found)}\`);
}
`;

const PAGE = `<!doctype html><link rel="icon" href="data:,"><script type="module">
import('./src/main.ts').then(() => { window.outcome = 'passed'; }, (error) => { window.outcome = String(error.stack); });
</script>`;

const COMPILER_OPTIONS = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM'],
  types: [],
  strict: true,
  rootDir: 'src',
  outDir: 'out',
};

/**
 * Makes an empty project that installs what the README of a package says, runs its example, and loads all its entries.
 *
 * @param {string} folder new
 * @param {import('../read-packages.mjs').PublicPackage} publicPackage
 * @param {Map<string, string>} tarballs
 */
export function createConsumer(folder, publicPackage, tarballs) {
  const { install, example } = readReadme(new URL('README.md', publicPackage.folder));
  if (!install.includes(publicPackage.name)) throw new Error(`its README installs ${install}, not ${publicPackage.name}`);
  mkdirSync(`${folder}/src`, { recursive: true });
  /** @param {string} name @param {string | object} content */
  const write = (name, content) =>
    writeFileSync(`${folder}/${name}`, typeof content === 'string' ? content : JSON.stringify(content));
  write('package.json', {
    private: true,
    type: 'module',
    dependencies: Object.fromEntries(install.map((name) => [name, sourceOf(name, tarballs)])),
  });
  // Packages of ours that the package depends on are not published: they come from their tarballs too.
  write('pnpm-workspace.yaml', {
    overrides: Object.fromEntries([...tarballs].map(([name, path]) => [name, `file:${path}`])),
    allowBuilds: { 'core-js': false, '@tensorflow/tfjs-node': false },
  });
  write('tsconfig.json', { compilerOptions: { ...COMPILER_OPTIONS, module: 'NodeNext' } });
  write('tsconfig.bundler.json', {
    compilerOptions: { ...COMPILER_OPTIONS, module: 'ESNext', moduleResolution: 'bundler', noEmit: true },
    include: ['src'],
  });
  write('index.html', PAGE);
  write('src/assert-equal.ts', ASSERT_EQUAL);
  write('src/example.ts', `import { assertEqual } from './assert-equal.js';\n${example.replace(RESULT, 'assertEqual($1, $2);')}`);
  write('src/main.ts', `import './example.js';\n${loadEntries(publicPackage)}`);
  execFileSync('pnpm', ['install', '--prefer-offline'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  if (install.includes('@tensorflow/tfjs-node')) execFileSync(process.execPath, [PROVISION, '--required', '--from', folder]);
}

/** @param {string} name @param {Map<string, string>} tarballs */
function sourceOf(name, tarballs) {
  const tarball = tarballs.get(name);
  if (tarball !== undefined) return `file:${tarball}`;
  if (name.startsWith('@tensorflow/')) return TFJS;
  throw new Error(`its README installs ${name}, which is neither ours nor TensorFlow.js`);
}

/** @param {import('../read-packages.mjs').PublicPackage} publicPackage */
function loadEntries({ name, manifest }) {
  return Object.keys(manifest.exports)
    .map((entry) => `import '${name}${entry.slice(1)}';\n`)
    .join('');
}
