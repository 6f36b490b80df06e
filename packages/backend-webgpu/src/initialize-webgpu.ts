import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { engine, env, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { registerGradients } from '@varscope/gradients';
import type { Backend } from '@varscope/spec';
import { padAnyRank, reachVolumes, reduceNothing, releaseInputs, startBackend } from '@varscope/spec/adapter';
import { BackendUnavailableError } from '@varscope/spec/errors';
import { guardSynchronousReads } from './guard-synchronous-reads.js';
import { guardAgainstLoss, isLost } from './loss-guard.js';
import { mendPrograms } from './mend-programs.js';

/** What `initializeWebgpu` takes. */
export interface WebgpuOptions {
  /** Which graphics processor to use where there are several. Default: `'high-performance'`. */
  readonly powerPreference?: 'high-performance' | 'low-power';
}

const NAME = 'webgpu';
/** WGSL asks no more of `sin` and `cos` than that they are within 2⁻¹¹. */
const TOLERANCE = 2 ** -11;
const NEEDS = 'a browser with WebGPU, and a graphics processor that it supports';

/**
 * Starts tfjs's WebGPU backend, registers tfjs's gradients, and makes the backend the current one. While it runs, a second
 * call leaves it as it is; where it has lost its device, as when a driver fails, the call starts it anew.
 *
 * Read values with `data()`: `dataSync()` works by way of a canvas, slowly, and tfjs warns of it. Where the canvas of a
 * browser gives other values, as the first such read finds out, it throws an `UnimplementedError`.
 *
 * Rejects with a `BackendUnavailableError` where there is no WebGPU. Computing and reading throw one after the device was
 * lost.
 */
export async function initializeWebgpu({ powerPreference = 'high-performance' }: WebgpuOptions = {}): Promise<Backend> {
  await demandWebgpu(powerPreference);
  await import('@tensorflow/tfjs-backend-webgpu'); // loaded by the call: loading it registers its kernels
  registerGradients();
  releaseInputs('GatherNd', NAME);
  reduceNothing(NAME);
  padAnyRank(NAME);
  reachVolumes(NAME);
  if (isLost(engine().registry[NAME])) stop();
  env().set('WEBGPU_USE_LOW_POWER_GPU', powerPreference === 'low-power');
  return startBackend({
    name: NAME,
    deviceNames: ['/device:GPU:0'],
    needs: NEEDS,
    tolerance: TOLERANCE,
    measure: () => {
      const { device } = running();
      guardSynchronousReads(running());
      guardAgainstLoss(running());
      mendPrograms(running());
      return { maxBufferBytes: Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize) };
    },
    allocatedBytes: () => running().memory().numBytesAllocatedInGPU,
    stop,
  });
}

/** tfjs takes it for granted that there is an adapter, and does not register its backend where there is no WebGPU. */
async function demandWebgpu(powerPreference: GPUPowerPreference): Promise<void> {
  const { navigator }: { readonly navigator?: { readonly gpu?: GPU } } = globalThis;
  const adapter = await navigator?.gpu?.requestAdapter({ powerPreference });
  if (adapter) return;
  const found = navigator?.gpu ? 'WebGPU without an adapter' : 'no navigator.gpu';
  throw new BackendUnavailableError('The webgpu backend did not start: there is no WebGPU here.', { expected: NEEDS, found });
}

function running(): WebGPUBackend {
  return engine().registry[NAME] as WebGPUBackend; // called while it runs
}

/** Stops it and gives its memory back to the graphics processor; tfjs alone would leave that to the garbage collector. */
function stop(): void {
  const { device } = running();
  const { factory, priority } = engine().registryFactory[NAME]!; // it was started from there
  removeBackend(NAME);
  registerBackend(NAME, factory, priority);
  device.destroy();
}
