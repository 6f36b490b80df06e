import { afterEach, describe, expect, it, vi } from 'vitest';
import { initializeWasm } from './initialize-wasm.js';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Starts the backend where workers are of a class that does not run what it is given. */
async function startWith(Worker: typeof SilentWorker): Promise<number> {
  SilentWorker.running = 0;
  vi.stubGlobal('Worker', Worker);
  const backend = await initializeWasm({ threads: 2 });
  backend.dispose();
  return backend.capabilities.threads;
}

/** A worker that never answers. */
class SilentWorker {
  static running = 0;
  onerror: ((event: unknown) => void) | null = null;
  constructor() {
    SilentWorker.running++;
  }
  postMessage(): void { /* nobody is there */ }
  terminate(): void {
    SilentWorker.running--;
  }
}

describe('threads that do not start', () => {
  it('leave the backend with one, and no worker, when they are not allowed', async () => {
    class ForbiddenWorker extends SilentWorker {
      constructor() {
        super();
        queueMicrotask(() => this.onerror?.(new Event('error')));
      }
    }
    expect(await startWith(ForbiddenWorker)).toBe(1);
    expect(SilentWorker.running).toBe(0);
  });

  it('leave the backend with one, and no worker, when they do not answer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const started = startWith(SilentWorker);
    await vi.waitUntil(() => vi.getTimerCount() > 0);
    vi.runAllTimers();
    expect(await started).toBe(1);
    expect(SilentWorker.running).toBe(0);
  });

  it('leave the backend with one where scripts of the page may not be made', async () => {
    vi.stubGlobal('URL', class extends URL {
      static override createObjectURL(): string {
        return 'blob:forbidden';
      }
    });
    const backend = await initializeWasm({ threads: 2 });
    expect(backend.capabilities.threads).toBe(1);
    backend.dispose();
  });
});
