import { env } from '@tensorflow/tfjs-core';

/** tfjs starts no more than these, and kernels run on the thread that calls them too. */
const MOST_THREADS = 8;

/**
 * How many threads are to share the work of one kernel: what is asked for, where the machine can. By default half as many
 * as it has logical processors, but two where it has two: more would wait for each other. In Node one, if not asked.
 */
export function countThreads(asked: number | false | undefined): number {
  const isNode = env().getBool('IS_NODE');
  if (asked === false || !(isNode || globalThis.crossOriginIsolated)) return 1;
  if (asked !== undefined) return Math.max(1, Math.min(Math.floor(asked), MOST_THREADS));
  if (isNode) return 1;
  const processors = navigator.hardwareConcurrency;
  return Math.min(processors, Math.max(2, Math.floor(processors / 2)), MOST_THREADS);
}
