// Compiles the kernels of as/ to WebAssembly, with SIMD and without, and embeds them as base64 in src/*.generated.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

// The memory is the backend's, which may share it between threads: so the modules have no static data of their own.
const OPTIONS = [
  '--optimizeLevel', '3', '--shrinkLevel', '0', '--converge', '--noAssert', '--runtime', 'stub',
  '--enable', 'threads',
  '--importMemory', '--noExportMemory', '--sharedMemory', '--initialMemory', '0', '--maximumMemory', '65536',
];
/** The import of the memory: module `env`, name `memory`, kind memory. Its limits come after that. */
const MEMORY_IMPORT = Buffer.from([3, ...Buffer.from('env'), 6, ...Buffer.from('memory'), 2]);
/** Browsers may refuse to compile more than this on the main thread without waiting. */
const LARGEST_MODULE = 4096;
const FOLDER = fileURLToPath(new URL('.', import.meta.url));

for (const name of ['convolution', 'depthwise', 'pool', 'segments', 'sum']) {
  const simd = await compile(`as/${name}.ts`, true);
  const scalar = await compile(`as/${name}.ts`, false);
  writeFileSync(new URL(`src/${name}-module.generated.ts`, import.meta.url), `// Made by build.mjs from as/${name}.ts.
/* eslint-disable stylistic/max-len */
import type { WasmSource } from './kernels/instantiate-kernels.js';

/** ${simd.length} bytes of WebAssembly with SIMD, ${scalar.length} without. */
export const ${name.toUpperCase()}_MODULE: WasmSource = {
  simd: ${embed(simd)},
  scalar: ${embed(scalar)},
};
`);
}

/** @param {Buffer} bytes */
function embed(bytes) {
  return `{ base64: '${bytes.toString('base64')}', limits: ${bytes.indexOf(MEMORY_IMPORT) + MEMORY_IMPORT.length} }`;
}

/**
 * @param {string} file
 * @param {boolean} hasSimd
 */
async function compile(file, hasSimd) {
  /** @type {Buffer | undefined} */
  let wasm;
  let messages = '';
  const options = [file, '--baseDir', FOLDER, '--outFile', 'out.wasm', ...OPTIONS, ...(hasSimd ? ['--enable', 'simd'] : [])];
  const { error } = await asc.main(options, {
    readFile: (name) => read(hasSimd || name !== 'as/lanes.ts' ? name : 'as/lanes.scalar.ts'),
    writeFile: (_, contents) => { wasm = Buffer.from(contents); },
    stderr: { write: (chunk) => { messages += Buffer.from(chunk).toString(); } },
  });
  if (error || wasm === undefined) throw new Error(`${file} does not compile:\n${messages}`);
  if (wasm.length >= LARGEST_MODULE) throw new Error(`${file} takes ${wasm.length} bytes of ${LARGEST_MODULE}`);
  return wasm;
}

/** @param {string} name */
function read(name) {
  try {
    return readFileSync(`${FOLDER}${name}`, 'utf8');
  } catch {
    return null; // the compiler asks for several names of an import
  }
}
