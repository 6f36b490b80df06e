/** Starts the backend of the project before every file of the core suite, in place of the one that the file loads. */
import type { Backend } from '../../packages/spec/src/index.js';
import { afterAll, expect, inject } from 'vitest';
import { closeNumbers } from './close-numbers.js';

// eslint-disable-next-line no-restricted-syntax -- how vitest is told of the type
declare module 'vitest' {
  interface ProvidedContext {
    /** The backend that the core suite runs on. */
    readonly coreBackend: keyof typeof STARTERS;
  }
}

const STARTERS = {
  'wasm': async () => (await import('../../packages/backend-wasm/src/index.js')).initializeWasm({ threads: false }),
  'wasm-threads': async () => (await import('../../packages/backend-wasm/src/index.js')).initializeWasm({ threads: 2 }),
  'webgl': async () => (await import('../../packages/backend-webgl/src/index.js')).initializeWebgl(),
  'webgpu': async () => (await import('../../packages/backend-webgpu/src/index.js')).initializeWebgpu(),
  'tensorflow': async () => (await import('../../packages/backend-node/src/index.js')).initializeTensorflow(),
} satisfies Record<string, () => Promise<Backend>>;

const name = inject('coreBackend');
const backend = await STARTERS[name]();
if (name === 'wasm-threads' && backend.capabilities.threads < 2) throw new Error('threads did not start');
expect.addEqualityTesters([closeNumbers]);
afterAll(() => {
  backend.dispose();
});
