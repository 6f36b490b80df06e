import { BackendUnavailableError } from '@varscope/spec/errors';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { initializeWebgpu } from './initialize-webgpu.js';

afterEach(() => { vi.unstubAllGlobals(); });

async function failureWith(navigator: object | undefined): Promise<unknown> {
  vi.stubGlobal('navigator', navigator);
  return initializeWebgpu().catch((reason: unknown) => reason);
}

describe('initializeWebgpu', () => {
  it('rejects where there is no WebGPU, as in Node', async () => {
    for (const navigator of [undefined, {}]) {
      const failure = await failureWith(navigator);
      expect(BackendUnavailableError.isInstance(failure)).toBe(true);
      expect(String(failure)).toContain('no navigator.gpu');
    }
  });

  it('rejects where no graphics processor is supported', async () => {
    const failure = await failureWith({ gpu: { requestAdapter: async () => Promise.resolve(null) } });
    expect(BackendUnavailableError.isInstance(failure)).toBe(true);
    expect(String(failure)).toContain('without an adapter');
  });
});
