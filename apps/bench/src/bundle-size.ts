import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import type { Benchmark, Row } from './benchmark.js';

const ENTRY = `export { variableScope, getVariable } from '@varscope/scopes'`;
const LIMIT = 10_000;

/** How many bytes a page loads for scopes and variables, beside tfjs. */
export const bundleSize: Benchmark = {
  name: 'bundle',
  describe: 'bytes of { variableScope, getVariable } on top of tfjs-core: esbuild, minified, for browsers',
  async run() {
    const { outputFiles, metafile } = await build({
      stdin: { contents: ENTRY, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      external: ['@tensorflow/*'],
    });
    const code = (outputFiles[0] as { contents: Uint8Array }).contents; // there is one entry point
    const zipped = gzipSync(code, { level: 9 }).length;
    return {
      rows: [
        { variant: 'all, gzip', unit: 'bytes', median: zipped },
        { variant: 'all, minified', unit: 'bytes', median: code.length },
        ...packageRows(metafile),
      ],
      targets: [{ text: 'gzip', value: zipped, unit: 'bytes', limit: LIMIT, direction: 'at most' }],
      notes: [],
    };
  },
};

/** The minified bytes that come from each package, the largest first. */
function packageRows({ outputs }: Metafile): Row[] {
  const bytes = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const name = /packages\/([\w-]+)\//.exec(file)?.[1];
      if (name !== undefined) bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
    }
  }
  return [...bytes]
    .sort(([, a], [, b]) => b - a)
    .map(([name, size]) => ({ variant: `@varscope/${name}, minified`, unit: 'bytes', median: size }));
}
