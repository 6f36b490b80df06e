import { engine, env } from '@tensorflow/tfjs-core';
import { registerGradients } from '@varscope/gradients';
import { SERVED_DEVICES, type Backend } from '@varscope/spec';
import { registerTrainingKernels } from './kernels/register-training-kernels.js';
import { offerWritableTensors } from './offer-writable-tensors.js';
import { startWasm, stopWasm, type WasmOptions } from './start-wasm.js';
import { transposeBeforeMatMul } from './transpose-before-mat-mul.js';

const DEVICES: readonly string[] = ['/device:CPU:0'];

/**
 * Starts tfjs's WebAssembly backend, with SIMD and threads where the machine has them, registers tfjs's gradients and a
 * faster product of transposed matrices, and makes the backend the current one. While it runs, a second call leaves it as
 * it is.
 *
 * Rejects with a `BackendUnavailableError` where it does not start, which names the places where its file was looked for.
 */
export async function initializeWasm(options: WasmOptions = {}): Promise<Backend> {
  // Loaded by the call: loading it registers its kernels.
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  registerGradients();
  transposeBeforeMatMul();
  registerTrainingKernels();
  await startWasm(wasm, options);
  offerWritableTensors();
  Object.assign(engine().backend, { [SERVED_DEVICES]: DEVICES });
  return {
    name: 'wasm',
    deviceNames: DEVICES,
    capabilities: { simd: env().getBool('WASM_HAS_SIMD_SUPPORT'), threads: wasm.getThreadsCount() },
    dispose: stopWasm,
  };
}
