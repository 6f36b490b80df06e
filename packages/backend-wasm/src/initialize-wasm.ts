import { env, findBackendFactory, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { locateWasmFiles } from '#locate-wasm-files';
import { registerGradients } from '#register-gradients';
import type { Backend } from '@varscope/spec';
import { BackendUnavailableError } from '@varscope/spec/errors';
import type { WasmFiles } from './wasm-files.js';

/** What `initializeWasm` takes. */
export interface WasmOptions {
  /**
   * Where the three files of `@tensorflow/tfjs-backend-wasm` are: the folder's URL with a final `/`, or the URL of each.
   * Needed only where no bundler places them, such as in a page without a build.
   */
  readonly wasmPaths?: string | WasmFiles;
}

const NAME = 'wasm';

/**
 * Starts tfjs's WebAssembly backend, with SIMD where the machine has it and with threads where the page is cross-origin
 * isolated, registers tfjs's gradients, and makes the backend the current one. A second call gives the running one.
 *
 * Rejects with a `BackendUnavailableError` where it does not start; tfjs then has logged why.
 */
export async function initializeWasm(options: WasmOptions = {}): Promise<Backend> {
  // Loaded here, since loading it registers its kernels.
  const [wasm] = await Promise.all([import('@tensorflow/tfjs-backend-wasm'), registerGradients()]);
  const paths = options.wasmPaths ?? locateWasmFiles();
  if (paths !== null) wasm.setWasmPaths(typeof paths === 'string' ? paths : { ...paths });
  if (!(await setBackend(NAME))) {
    throw new BackendUnavailableError('The wasm backend did not start; see the log for the reason.', {
      expected: `the WebAssembly files at ${describePaths(paths)}`,
    });
  }
  return {
    name: NAME,
    deviceNames: ['/device:CPU:0'],
    capabilities: { simd: env().getBool('WASM_HAS_SIMD_SUPPORT'), threads: wasm.getThreadsCount() },
    dispose,
  };
}

function dispose(): void {
  const factory = findBackendFactory(NAME);
  removeBackend(NAME);
  // The package registers itself only when it is first loaded; without this it could not start again.
  registerBackend(NAME, factory);
}

function describePaths(paths: string | WasmFiles | null): string {
  if (paths === null) return 'their place in @tensorflow/tfjs-backend-wasm';
  return typeof paths === 'string' ? paths : Object.values(paths).join(', ');
}
