// Compiles the kernels of as/ to WebAssembly and embeds them, as base64, in src/*.generated.ts.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

// The memory is the caller's, who may share it between threads: so the modules have no static data of their own.
const OPTIONS = [
  '--optimizeLevel', '3', '--shrinkLevel', '1', '--converge', '--noAssert', '--runtime', 'stub',
  '--enable', 'simd', '--enable', 'threads',
  '--importMemory', '--noExportMemory', '--sharedMemory', '--initialMemory', '0', '--maximumMemory', '65536',
];
/** The import of the memory: module `env`, name `memory`, kind memory. Its limits come after that. */
const MEMORY_IMPORT = Buffer.from([3, ...Buffer.from('env'), 6, ...Buffer.from('memory'), 2]);
/** Browsers may refuse to compile more than this on the main thread without waiting. */
const LARGEST_MODULE = 4096;

for (const name of ['uniform', 'uniform-int', 'normal']) {
  const bytes = await compile(`as/${name}.ts`);
  if (bytes.length >= LARGEST_MODULE) throw new Error(`${name} takes ${bytes.length} bytes of ${LARGEST_MODULE}`);
  const limits = bytes.indexOf(MEMORY_IMPORT) + MEMORY_IMPORT.length;
  const constant = `${name.toUpperCase().replace('-', '_')}_MODULE`;
  writeFileSync(new URL(`src/${name}-module.generated.ts`, import.meta.url), `// Made by build.mjs from as/${name}.ts.
/* eslint-disable stylistic/max-len */
import type { WasmSource } from './compile-wasm.js';

/** ${bytes.length} bytes of WebAssembly. */
export const ${constant}: WasmSource = { base64: '${bytes.toString('base64')}', limits: ${limits} };
`);
}

/** @param {string} file */
async function compile(file) {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  /** @type {Buffer | undefined} */
  let wasm;
  let messages = '';
  const { error } = await asc.main([file, '--baseDir', folder, '--outFile', 'out.wasm', ...OPTIONS], {
    writeFile: (_, contents) => { wasm = Buffer.from(contents); },
    stderr: { write: (chunk) => { messages += Buffer.from(chunk).toString(); } },
  });
  if (error || wasm === undefined) throw new Error(`${file} does not compile:\n${messages}`);
  return wasm;
}
