import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

it('asks bundlers for browsers for no module of Node', async () => {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('./index.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    conditions: ['@varscope/source'],
  });
  const text = result.outputFiles[0]?.text ?? '';
  expect(text).toContain('nodeFiles needs Node');
  expect(text).not.toContain('node:');
});
