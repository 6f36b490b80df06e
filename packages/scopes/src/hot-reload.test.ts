import '@tensorflow/tfjs-backend-cpu';
import { resetDefaultGraph } from '@varscope/store';
import { afterEach, expect, it } from 'vitest';

type HotModel = typeof import('../testdata/hot-model.js');
/** Evaluates the module again, as a development server does: under another address. */
function evaluate(version: number): Promise<HotModel> {
  const path = `../testdata/hot-model.ts?t=${version}`; // Vite drops the query of a text that stands in the next line
  const { href } = new URL(path, import.meta.url);
  return import(/* @vite-ignore */ href) as Promise<HotModel>;
}

afterEach(() => {
  resetDefaultGraph();
});

it('a module that is evaluated again finds its variables with AUTO_REUSE, as they were trained', async () => {
  const before = await evaluate(1);
  before.weights.assign([5, 6]);
  const head = before.template();
  const after = await evaluate(2);
  expect(after.template).not.toBe(before.template);
  expect(after.weights).toBe(before.weights);
  expect(after.weights.arraySync()).toEqual([5, 6]);
  expect(after.template()).toBe(head);
  expect(head.name).toBe('head/b:0');
});

it('a module that is evaluated again after a new start makes them anew', async () => {
  const before = await evaluate(3);
  resetDefaultGraph();
  const after = await evaluate(4);
  expect([before.weights.isDisposed, after.weights.isDisposed, after.weights.name]).toEqual([true, false, 'model/w:0']);
});
