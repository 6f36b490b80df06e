import '@tensorflow/tfjs-backend-cpu';
import { memoryFiles } from '@varscope/files';
import { Graph, Variable } from '@varscope/store';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Saver } from './saver.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
  graph.run(() => new Variable([1, 2], { name: 'v' }));
});
afterEach(() => graph.dispose());

it('keeps for good what falls off a list that was set without times', async () => {
  const files = memoryFiles();
  const saver = graph.run(() => new Saver(null, { files, maxToKeep: 1 }));
  await saver.save('run/m', { globalStep: 1 });
  saver.setLastCheckpoints(['run/m-1']);
  await saver.save('run/m', { globalStep: 2 });
  expect(saver.lastCheckpoints).toEqual(['run/m-2']);
  expect(await files.exists('run/m-1.index')).toBe(true);
  saver.setLastCheckpointsWithTime([['run/m-1', 0]]);
  await saver.save('run/m', { globalStep: 3 });
  expect(await files.exists('run/m-1.index')).toBe(false);
});

it('pads steps when it is asked to, and saves one after the other what is saved at once', async () => {
  const files = memoryFiles();
  const saver = graph.run(() => new Saver(null, { files, padStepNumber: true, maxToKeep: 2 }));
  const paths = await Promise.all([1, 2, 3].map((globalStep) => saver.save('run/m', { globalStep })));
  expect(paths).toEqual(['run/m-00000001', 'run/m-00000002', 'run/m-00000003']);
  expect(saver.lastCheckpoints).toEqual(paths.slice(1));
  expect((await files.list('run')).filter((name) => name.endsWith('.index'))).toEqual(['m-00000002.index', 'm-00000003.index']);
});
