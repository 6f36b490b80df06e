import { engine, env, findBackendFactory, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { locateWasmFiles } from '#locate-wasm-files';
import { registerGradients } from '@varscope/gradients';
import { SERVED_DEVICES, type Backend } from '@varscope/spec';
import { BackendUnavailableError } from '@varscope/spec/errors';
import { offerWritableTensors } from './offer-writable-tensors.js';
import { transposeBeforeMatMul } from './transpose-before-mat-mul.js';
import type { WasmFiles } from './wasm-files.js';

/** What `initializeWasm` takes. */
export interface WasmOptions {
  /**
   * Where the files of `@tensorflow/tfjs-backend-wasm` are: the URL of their folder with a final `/`, or of each file.
   * Needed only where neither Node nor a bundler finds them, such as in a page without a build.
   */
  readonly wasmPaths?: string | WasmFiles;
}

const NAME = 'wasm';
const DEVICES: readonly string[] = ['/device:CPU:0'];

/**
 * Starts tfjs's WebAssembly backend, with SIMD where the machine has it, registers tfjs's gradients and a faster product
 * of transposed matrices, and makes the backend the current one. While it runs, a second call leaves it as it is.
 *
 * Rejects with a `BackendUnavailableError` where it does not start; tfjs has logged the reason then.
 */
export async function initializeWasm(options: WasmOptions = {}): Promise<Backend> {
  // Loaded by the call: loading it registers its kernels.
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  registerGradients();
  transposeBeforeMatMul();
  // The threads of tfjs 4.22 start from the text of a function, which a minifier breaks: they then wait for ever.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const paths = options.wasmPaths ?? locateWasmFiles();
  if (typeof paths === 'string') wasm.setWasmPaths(paths);
  // tfjs asks for a third URL, and never loads it without threads.
  else if (paths !== null) wasm.setWasmPaths({ ...paths, 'tfjs-backend-wasm-threaded-simd.wasm': '' });
  if (!(await setBackend(NAME))) {
    throw new BackendUnavailableError('The wasm backend did not start; the reason is in the log.', {
      expected: `WebAssembly, and its files at ${describePaths(paths)}`,
    });
  }
  offerWritableTensors();
  Object.assign(engine().backend, { [SERVED_DEVICES]: DEVICES });
  return {
    name: NAME,
    deviceNames: DEVICES,
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
