import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import { wrapKernel } from './wrap-kernel.js';

const RELEASES = Symbol.for('varscope.releasesInputs');

/**
 * Has a kernel give up its inputs when it is done. `GatherNd` of tfjs's webgl and webgpu backends does not where it leaves
 * small tensors to the processor, so that their values stay when they are disposed of.
 * @param kernelName one whose result never has the data of an input.
 */
export function releaseInputs(kernelName: string, backendName: string): void {
  wrapKernel({ kernelName, backendName }, RELEASES, (present) => (call) => {
    const backend = call.backend as KernelBackend; // tfjs calls it with its backend
    const data = (Object.values(call.inputs) as TensorInfo[]).map(({ dataId }) => ({ dataId, holders: backend.refCount(dataId) }));
    try {
      return present(call);
    } finally {
      for (const { dataId, holders } of data) {
        while (backend.refCount(dataId) > holders) backend.disposeData(dataId);
      }
    }
  });
}
