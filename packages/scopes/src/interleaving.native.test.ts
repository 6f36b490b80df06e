/** Engines that have TC39's AsyncContext: here one of a few lines, as none ships it yet. */
import { afterAll, expect, it, vi } from 'vitest';
import { randomNumbers, randomSteps, runAlone, runTogether } from '../testdata/scope-program.js';

await vi.hoisted(async () => {
  const hooks = await import('node:async_hooks');
  class Variable<T> {
    readonly #storage = new hooks.AsyncLocalStorage<T>();
    run<R>(value: T, body: () => R): R {
      return this.#storage.run(value, body);
    }
    get(): T | undefined {
      return this.#storage.getStore();
    }
  }
  vi.stubGlobal('AsyncContext', { Variable });
});
vi.mock('../../store/src/async-context.node.js', () => import('../../store/src/async-context.default.js'));
afterAll(() => {
  vi.unstubAllGlobals();
});

it('takes the names from an AsyncContext of the engine', async () => {
  const { createAsyncVariable } = await import('../../store/src/async-context.default.js');
  expect(createAsyncVariable()).toMatchObject({ followsAwait: true });
  for (let program = 0; program < 50; program++) {
    const random = randomNumbers(program);
    const names = ['body0', 'body1'];
    const bodies = names.map(() => randomSteps(random, 3));
    const { notes, graphs } = await runTogether(bodies, names, random);
    for (const graph of graphs) graph.dispose();
    expect(notes).toEqual(bodies.map((steps, i) => runAlone(steps, names[i] as string).notes)); // one for every body
  }
});
