// Compiles the kernels of as/ to WebAssembly, with SIMD and without, and embeds them as base64 in src/*.generated.ts.
import { writeFileSync } from 'node:fs';
import { compileAssembly } from '../../scripts/compile-assembly.mjs';

for (const name of ['convolution', 'depthwise', 'pool', 'segments', 'sum']) {
  const file = `as/${name}.ts`;
  const simd = await compileAssembly(import.meta.url, file, { hasSimd: true, shrinkLevel: 0 });
  const scalar = await compileAssembly(import.meta.url, file, {
    hasSimd: false, shrinkLevel: 0, instead: { 'as/lanes.ts': 'as/lanes.scalar.ts' },
  });
  writeFileSync(new URL(`src/${name}-module.generated.ts`, import.meta.url), `// Made by build.mjs from ${file}.
import type { WasmSource } from './kernels/instantiate-kernels.js';

/** ${simd.length} bytes of WebAssembly with SIMD, ${scalar.length} without. */
export const ${name.toUpperCase()}_MODULE: WasmSource = {
  simd: { base64: '${simd.base64}', limits: ${simd.limits} },
  scalar: { base64: '${scalar.base64}', limits: ${scalar.limits} },
};
`);
}
