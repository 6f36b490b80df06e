// Compiles the kernel of as/ to WebAssembly and embeds it, as base64, in src/fold-crc32c-module.generated.ts.
import { writeFileSync } from 'node:fs';
import { compileAssembly } from '../../scripts/compile-assembly.mjs';

const kernel = { hasSimd: true, shrinkLevel: 1 };
const { length, base64 } = await compileAssembly(import.meta.url, 'as/fold-crc32c.ts', kernel);
writeFileSync(new URL('src/fold-crc32c-module.generated.ts', import.meta.url), `// Made by build.mjs from as/fold-crc32c.ts.
/** ${length} bytes of WebAssembly, in base64. */
export const FOLD_CRC32C_MODULE: string = '${base64}';
`);
