import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const DENO = fileURLToPath(new URL('../../node_modules/deno/bin.cjs', import.meta.url));
const RECORDED = fileURLToPath(new URL('../../apps/checkpoints/recorded/v2-dtypes', import.meta.url));

const READ_AND_WRITE = `
import { openTensorBundle, writeTensorBundle } from '@varscope/tensor-bundle';

const toBytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const toText = (bytes) => btoa(String.fromCharCode(...bytes));
const { tensors } = JSON.parse(await Deno.readTextFile('recorded/manifest.json'));
const recorded = tensors.map(({ b64, strings, ...tensor }) => ({ ...tensor, isString: strings !== undefined, texts: strings?.map(({ b64 }) => b64) ?? [b64] }));
const whole = recorded.filter(({ texts }) => !texts.includes(undefined)); // of long values there is a hash

async function compare(path) {
  const reader = await openTensorBundle(path);
  for (const { name, dtype, shape, isString, texts } of whole) {
    const value = await reader.read({ name });
    const found = JSON.stringify([reader.tensors.get(name).dtype, reader.tensors.get(name).shape, (isString ? value : [value]).map(toText)]);
    const expected = JSON.stringify([dtype, shape, texts]);
    if (found !== expected) throw new Error(\`\${name} of \${path}: expected \${expected}, found \${found}\`);
  }
  await reader.close();
}

if (whole.length < 50) throw new Error('too few tensors are recorded');
await compare('recorded/model.ckpt');
await writeTensorBundle('copied.ckpt', whole.map(({ isString, texts, ...tensor }) => ({ ...tensor, data: isString ? texts.map(toBytes) : toBytes(texts[0]) })));
await compare('copied.ckpt');
`;

/**
 * Runs what was compiled of a project in Deno, which may read and write in its folder alone and loads nothing from elsewhere.
 *
 * @param {string} folder
 * @param {string} program
 */
export function runInDeno(folder, program = 'out/main.js') {
  const options = ['--no-prompt', '--no-lock', '--cached-only', '--node-modules-dir=manual', '--allow-read=.', '--allow-write=.'];
  const env = { ...process.env, DENO_DIR: `${folder}/.deno`, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' };
  execFileSync(process.execPath, [DENO, 'run', ...options, program], { cwd: folder, stdio: 'pipe', env });
}

/**
 * Reads a checkpoint that TensorFlow wrote in Deno, and writes one and reads it again, with files on the disk.
 *
 * @param {string} folder of a project that has installed `@varscope/tensor-bundle`
 */
export function readAndWriteInDeno(folder) {
  cpSync(RECORDED, `${folder}/recorded`, { recursive: true });
  writeFileSync(`${folder}/read-and-write.js`, READ_AND_WRITE);
  runInDeno(folder, 'read-and-write.js');
}
