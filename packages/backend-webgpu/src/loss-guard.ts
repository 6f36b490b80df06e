import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { BackendUnavailableError } from '@varscope/spec/errors';

/** Those members of tfjs 4.22's backend that compute on the device or read from it. */
type Guarded = Pick<WebGPUBackend, 'runWebGPUProgram' | 'getBufferData' | 'readSync'>;

/** A backend that tells why it is lost, from when it is. */
interface GuardedBackend {
  [LOSS]?: Error | null;
}

const LOSS = Symbol.for('varscope.backend-webgpu.loss');

/** How long WebGPU may take to say that the device was lost after a read has failed of it. */
const NOTICE_MS = 100;

/** Whether the device of a guarded backend is lost. */
export function isLost(backend: object | undefined): boolean {
  return ((backend as GuardedBackend | undefined)?.[LOSS] ?? null) !== null;
}

/**
 * From when its device is lost, has a backend throw a `BackendUnavailableError` where it would compute on it or read from
 * it. WebGPU itself computes nothing then and says nothing, and tfjs may read zeros. Values that lie in the memory of the
 * processor too can still be read.
 */
export function guardAgainstLoss(backend: WebGPUBackend): void {
  const state: GuardedBackend = backend as GuardedBackend; // nobody else has the symbol
  if (state[LOSS] !== undefined) return;
  state[LOSS] = null;
  const lost = backend.device.lost.then(({ message }) => (state[LOSS] = new BackendUnavailableError(
    'The webgpu backend has lost its device, and the values that were on it.',
    { expected: 'a call of initializeWebgpu, which starts it anew, and variables that are created or restored after it', found: message },
  )));
  const demandDevice = (): void => {
    if (state[LOSS]) throw state[LOSS];
  };
  const original: Guarded = {
    runWebGPUProgram: backend.runWebGPUProgram.bind(backend),
    getBufferData: backend.getBufferData.bind(backend),
    readSync: backend.readSync.bind(backend),
  };
  const guarded: Guarded = {
    runWebGPUProgram: (...parameters) => {
      demandDevice();
      return original.runWebGPUProgram(...parameters);
    },
    getBufferData: async (buffer) => {
      demandDevice();
      try {
        return await original.getBufferData(buffer);
      } catch (error) {
        await Promise.race([lost, new Promise((resolve) => { setTimeout(resolve, NOTICE_MS); })]);
        demandDevice();
        throw error;
      }
    },
    readSync: (dataId) => {
      if (!backend.tensorMap.get(dataId).values) demandDevice();
      return original.readSync(dataId);
    },
  };
  Object.assign(backend, guarded);
}
