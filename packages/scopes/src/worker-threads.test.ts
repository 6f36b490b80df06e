import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import '@tensorflow/tfjs-backend-cpu';
import { AUTO_REUSE } from '@varscope/spec';
import { Graph } from '@varscope/store';
import { buildSync } from 'esbuild';
import { expect, it } from 'vitest';
import { getVariable } from './get-variable.js';
import { variableScope } from './variable-scope.js';

/** Runs the program in a worker thread, with everything it imports in one text. */
function runInWorker(scope: string): Promise<unknown> {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL('../testdata/worker-program.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    conditions: ['@varscope/source'],
    logOverride: { 'empty-import-meta': 'silent' },
  });
  const worker = new Worker(outputFiles[0]?.text ?? '', { eval: true, workerData: scope });
  return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
}

it('a worker thread starts at the root scope of a graph of its own, wherever it was started', { timeout: 60_000 }, async () => {
  using graph = new Graph();
  const found = await graph.run(() =>
    variableScope('a', { reuse: AUTO_REUSE }, async (scope) => {
      getVariable('v', [1]);
      return runInWorker(scope.name);
    }),
  );
  expect(found).toEqual({ scope: '', reuse: false, nameScope: '', variables: ['v:0', 'a/v:0'], global: 2 });
});
