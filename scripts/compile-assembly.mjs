// What the build.mjs of packages compile their kernels with.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

// The memory is the caller's, who may share it between threads: so the modules have no static data of their own.
const OPTIONS = [
  '--optimizeLevel', '3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'threads',
  '--importMemory', '--noExportMemory', '--sharedMemory', '--initialMemory', '0', '--maximumMemory', '65536',
];
/** The import of the memory: module `env`, name `memory`, kind memory. Its limits come after that. */
const MEMORY_IMPORT = Buffer.from([3, ...Buffer.from('env'), 6, ...Buffer.from('memory'), 2]);
/** Those of a memory that is not shared: that it is not and has no maximum, and its minimum, in as many bytes as of one that is. */
const OWN_LIMITS = [0, 0x80, 0x80, 0x80, 0x00];
/** Browsers may refuse to compile more than this on the main thread without waiting. */
const LARGEST_MODULE = 4096;

/**
 * With SIMD or without; 0 for speed alone, 1 for size too; which files are read instead of others.
 * @typedef {{ hasSimd: boolean, shrinkLevel: number, instead?: Readonly<Record<string, string>> }} Assembly
 */

/**
 * Compiles a file of AssemblyScript into a WebAssembly module whose one import is a memory.
 * @param {string} base the URL of a file beside which the path of `file` begins
 * @param {string} file
 * @param {Assembly} assembly
 * @returns {Promise<{ length: number, base64: string, limits: number }>} its bytes, for a memory that is not shared, and
 *   where in them the five stand that are others for one that is: the limits of the memory
 */
export async function compileAssembly(base, file, { hasSimd, shrinkLevel, instead = {} }) {
  const folder = new URL('.', base);
  const options = [...OPTIONS, '--shrinkLevel', String(shrinkLevel), ...(hasSimd ? ['--enable', 'simd'] : [])];
  /** @type {Buffer | undefined} */
  let wasm;
  let messages = '';
  const { error } = await asc.main([file, '--baseDir', fileURLToPath(folder), '--outFile', 'out.wasm', ...options], {
    readFile: (name) => read(new URL(instead[name] ?? name, folder)),
    writeFile: (_, contents) => { wasm = Buffer.from(contents); },
    stderr: { write: (chunk) => { messages += Buffer.from(chunk).toString(); } },
  });
  if (error || wasm === undefined) throw new Error(`${file} does not compile:\n${messages}`);
  if (wasm.length >= LARGEST_MODULE) throw new Error(`${file} takes ${wasm.length} bytes of ${LARGEST_MODULE}`);
  const limits = wasm.indexOf(MEMORY_IMPORT) + MEMORY_IMPORT.length;
  wasm.set(OWN_LIMITS, limits);
  return { length: wasm.length, base64: wasm.toString('base64'), limits };
}

/** @param {URL} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null; // the compiler asks for several names of an import
  }
}
