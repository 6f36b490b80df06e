import { afterEach, describe, expect, it, vi } from 'vitest';
import { countThreads } from './count-threads.js';

afterEach(() => {
  Reflect.deleteProperty(navigator, 'hardwareConcurrency'); // that of the prototype is there again
  vi.unstubAllGlobals();
});

function countOn(processors: number, asked?: number | false): number {
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: processors, configurable: true });
  return countThreads(asked);
}

describe('countThreads', () => {
  it('takes half of the logical processors, two of two, and eight at most', () => {
    expect([1, 2, 3, 4, 6, 16, 64].map((processors) => countOn(processors))).toEqual([1, 2, 2, 2, 3, 8, 8]);
  });

  it('does what it is asked for, up to eight', () => {
    expect(([false, 0, 1, 2.5, 5, 100] as const).map((asked) => countOn(2, asked))).toEqual([1, 1, 1, 2, 5, 8]);
  });

  it('takes one on a page that may not share memory', () => {
    vi.stubGlobal('crossOriginIsolated', false);
    expect([undefined, 4].map((asked) => countOn(8, asked))).toEqual([1, 1]);
  });
});
