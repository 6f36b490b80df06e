import { engine } from '@tensorflow/tfjs-core';

/** On tfjs's engine, which all copies of this package share: the starts that are under way, by the names of the backends. */
const STARTS = Symbol.for('varscope.startsOfBackends');

/** Starts a backend, or waits for the start of it that is under way: two at once would leave one without its tensors. */
export async function startOnce(name: string, start: () => Promise<void>): Promise<void> {
  const shared = engine() as ReturnType<typeof engine> & { [STARTS]?: Map<string, Promise<void>> }; // nobody else has the symbol
  const starts = (shared[STARTS] ??= new Map());
  if (!starts.has(name)) starts.set(name, start().finally(() => starts.delete(name)));
  await starts.get(name);
}
