// A file of its own: after a failure tfjs accepts no other paths.
import { BackendUnavailableError } from '@varscope/spec/errors';
import { expect, it, vi } from 'vitest';
import { initializeWasm } from './initialize-wasm.js';

it('rejects, naming the folder, where the files are not', async () => {
  const logged = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const failure = await initializeWasm({ wasmPaths: '/nowhere/' }).catch((reason: unknown) => reason);
  expect(BackendUnavailableError.isInstance(failure)).toBe(true);
  expect(String(failure)).toContain('/nowhere/');
  expect(logged).toHaveBeenCalledWith('Initialization of backend wasm failed');
  logged.mockRestore();
});
