// Compiles the kernel of as/ to WebAssembly and embeds it, as base64, in src/fold-crc32c-module.generated.ts.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const OPTIONS = [
  '--optimizeLevel', '3', '--shrinkLevel', '1', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd',
  '--importMemory', '--noExportMemory', '--initialMemory', '0',
];

/** @type {Buffer | undefined} */
let wasm;
let messages = '';
const folder = fileURLToPath(new URL('.', import.meta.url));
const { error } = await asc.main(['as/fold-crc32c.ts', '--baseDir', folder, '--outFile', 'out.wasm', ...OPTIONS], {
  writeFile: (_, contents) => { wasm = Buffer.from(contents); },
  stderr: { write: (chunk) => { messages += Buffer.from(chunk).toString(); } },
});
if (error || wasm === undefined) throw new Error(`as/fold-crc32c.ts does not compile:\n${messages}`);
writeFileSync(new URL('src/fold-crc32c-module.generated.ts', import.meta.url), `// Made by build.mjs from as/fold-crc32c.ts.
/* eslint-disable stylistic/max-len */
/** ${wasm.length} bytes of WebAssembly, in base64. */
export const FOLD_CRC32C_MODULE: string = '${wasm.toString('base64')}';
`);
