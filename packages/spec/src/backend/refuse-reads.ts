import type { KernelBackend } from '@tensorflow/tfjs-core';

/**
 * Has a backend that was stopped throw where one of its tensors is read, also by an op that would take it to another
 * backend. The tensors can be disposed of: nothing is left to free.
 */
export function refuseReads(backend: KernelBackend, failure: () => Error): void {
  const refuse = (): never => {
    throw failure();
  };
  const refusing: Partial<KernelBackend> = {
    read: () => Promise.reject(failure()),
    readSync: refuse,
    readToGPU: refuse,
    disposeData: () => true,
  };
  Object.assign(backend, refusing);
}
