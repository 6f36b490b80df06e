import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import { initializeTensorflow } from '@varscope/backend-node';
import { initializeWasm } from '@varscope/backend-wasm';

/** The backends that the quickstart runs on. */
export const BACKENDS = ['wasm', 'tensorflow', 'cpu'] as const;
export type BackendName = (typeof BACKENDS)[number];

/** Starts a backend of tfjs that can train, and makes it the current one. */
export async function startBackend(name: BackendName): Promise<void> {
  enableProdMode(); // tfjs checks less and gives no advice
  if (name === 'wasm') {
    await initializeWasm();
  } else if (name === 'tensorflow') {
    await initializeTensorflow();
  } else {
    await import('@tensorflow/tfjs-backend-cpu');
    await setBackend(name);
  }
}
