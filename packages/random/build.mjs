// Compiles the kernels of as/ to WebAssembly and embeds them, as base64, in src/*.generated.ts.
import { writeFileSync } from 'node:fs';
import { compileAssembly } from '../../scripts/compile-assembly.mjs';

for (const name of ['uniform', 'uniform-int', 'normal']) {
  const kernel = { hasSimd: true, shrinkLevel: 1 };
  const { length, base64, limits } = await compileAssembly(import.meta.url, `as/${name}.ts`, kernel);
  const constant = `${name.toUpperCase().replace('-', '_')}_MODULE`;
  writeFileSync(new URL(`src/${name}-module.generated.ts`, import.meta.url), `// Made by build.mjs from as/${name}.ts.
import type { WasmSource } from './compile-wasm.js';

/** ${length} bytes of WebAssembly. */
export const ${constant}: WasmSource = { base64: '${base64}', limits: ${limits} };
`);
}
