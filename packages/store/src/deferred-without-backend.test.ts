/** A graph that is built before there is a backend: this file does not import one. */
import { ones, tensor1d } from '@tensorflow/tfjs-core';
import { FailedPreconditionError } from '@varscope/spec/errors';
import { expect, it } from 'vitest';
import { isBackendReady } from './engine.js';
import { Graph } from './graph.js';
import { globalVariablesInitializer } from './initializer-functions.js';
import { reportUninitializedVariables } from './report-uninitialized-variables.js';
import { Variable } from './variable.js';

it('is built without a backend, and initialized once there is one', async () => {
  using graph = new Graph({ initialization: 'deferred', seed: 7 });
  const [v, w] = graph.run(() => [
    new Variable(() => ones([2]), { name: 'v', shape: [2], dtype: 'float32' }),
    new Variable([[1, 2]], { name: 'w', dtype: 'int64' }),
  ] as const);
  expect(() => tensor1d([1])).toThrow(/No backend found/);
  expect(graph.run(() => reportUninitializedVariables())).toEqual(['v', 'w']);
  expect([v.name, w.name, w.shape, w.declaredDtype]).toEqual(['v:0', 'w:0', [1, 2], 'int64']);
  expect(() => v.readValue()).toThrow(FailedPreconditionError);
  expect(() => w.dataSync()).toThrow(FailedPreconditionError);
  expect(isBackendReady()).toBe(false);
  await import('@tensorflow/tfjs-backend-cpu');
  graph.run(() => globalVariablesInitializer()).run();
  expect([v.arraySync(), w.arraySync()]).toEqual([[1, 1], [[1, 2]]]);
});
