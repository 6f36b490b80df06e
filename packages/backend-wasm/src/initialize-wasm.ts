import { engine, env } from '@tensorflow/tfjs-core';
import { registerGradients } from '@varscope/gradients';
import type { Backend } from '@varscope/spec';
import { reduceNothing, startBackend } from '@varscope/spec/adapter';
import { registerTrainingKernels } from './kernels/register-training-kernels.js';
import { offerWritableTensors } from './offer-writable-tensors.js';
import { startWasm, stopWasm, type WasmOptions } from './start-wasm.js';

/** What the running backend has beside its declared members. */
interface RunningWasm {
  readonly wasm: { readonly HEAPU8: Uint8Array };
}

const NAME = 'wasm';
/** The largest tensor that was allocated; the memory ends at 4 GiB. */
const MAX_BUFFER_BYTES = 2047 * 2 ** 20;

/**
 * Starts tfjs's WebAssembly backend, with SIMD and threads where the machine has them, registers tfjs's gradients and the
 * kernels of training, and makes the backend the current one. While it runs, a second call leaves it as it is.
 *
 * Rejects with a `BackendUnavailableError` where it does not start, which names the places where its file was looked for.
 */
export async function initializeWasm(options: WasmOptions = {}): Promise<Backend> {
  // Loaded by the call: loading it registers its kernels.
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  registerGradients();
  registerTrainingKernels();
  reduceNothing(NAME);
  await startWasm(wasm, options);
  offerWritableTensors();
  return startBackend({
    name: NAME,
    deviceNames: ['/device:CPU:0'],
    needs: 'WebAssembly',
    measure: () => ({
      simd: env().getBool('WASM_HAS_SIMD_SUPPORT'),
      threads: wasm.getThreadsCount(),
      maxBufferBytes: MAX_BUFFER_BYTES,
    }),
    allocatedBytes: () => (engine().registry[NAME] as unknown as RunningWasm).wasm.HEAPU8.byteLength, // it is running
    stop: stopWasm,
  });
}
