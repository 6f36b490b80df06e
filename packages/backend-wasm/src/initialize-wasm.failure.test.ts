import { BackendUnavailableError } from '@varscope/spec/errors';
import { expect, it } from 'vitest';
import { initializeWasm } from './initialize-wasm.js';

it('rejects, naming the file, where it is not, and starts where it is afterwards', async () => {
  const failure = await initializeWasm({ wasmPaths: '/nowhere/' }).catch((reason: unknown) => reason);
  expect(BackendUnavailableError.isInstance(failure)).toBe(true);
  expect(String(failure)).toContain('/nowhere/tfjs-backend-wasm-simd.wasm');
  const backend = await initializeWasm();
  expect(backend.capabilities.simd).toBe(true);
  backend.dispose();
});
