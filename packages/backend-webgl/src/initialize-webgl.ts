import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { engine, env, findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { registerGradients } from '@varscope/gradients';
import type { Backend } from '@varscope/spec';
import { padAnyRank, reachVolumes, reduceNothing, releaseInputs, startBackend } from '@varscope/spec/adapter';
import { BackendUnavailableError } from '@varscope/spec/errors';
import { keepHostCopies, type HostCopies } from './host-copies.js';
import { internalsOf } from './webgl-internals.js';

/** What `initializeWebgl` takes. */
export interface WebglOptions {
  /**
   * What is copied into the memory of the processor, so that it survives the loss of the context: `'variables'`, after each
   * assignment, or `'none'`. Default: `'variables'`. Has no effect on a backend that runs.
   */
  readonly hostCopies?: 'variables' | 'none';
}

/** The running WebGL backend. */
export interface WebglBackend extends Backend {
  /**
   * Resolves when the host copies are those of the values that the variables have now; at once where none are kept. What a
   * restored context begins with are otherwise the copies of an earlier moment, if training assigns faster than they are read.
   */
  synchronizeHostCopies(): Promise<void>;
}

/** On tfjs's backend: what keeps it alive. */
const SURVIVAL = Symbol.for('varscope.backend-webgl.survival');

interface Survival {
  readonly copies: HostCopies | null;
  stopListening(): void;
}

const NAME = 'webgl';
const NEEDS = 'a browser with WebGL';
const BYTES_PER_ELEMENT = 4;
/** What graphics processors promise of `sin` and `cos`: GLSL asks for nothing, and Vulkan for an error within 2⁻¹¹. */
const TOLERANCE = 2 ** -11;

/**
 * Starts tfjs's WebGL backend, registers tfjs's gradients, and makes the backend the current one. While it runs, a second
 * call leaves it as it is. When the browser takes the context of WebGL away and restores it, the backend goes on, and
 * variables have the values of their host copies.
 *
 * Rejects with a `BackendUnavailableError` where there is no WebGL.
 */
export async function initializeWebgl({ hostCopies = 'variables' }: WebglOptions = {}): Promise<WebglBackend> {
  // Loaded by the call: loading it registers its kernels.
  await import('@tensorflow/tfjs-backend-webgl');
  registerGradients();
  if (findBackendFactory(NAME) === null) {
    throw new BackendUnavailableError('The backend webgl did not start: tfjs has it in browsers alone.', { expected: NEEDS });
  }
  releaseInputs('GatherNd', NAME);
  reduceNothing(NAME);
  padAnyRank(NAME);
  reachVolumes(NAME);
  const { surviveContextLoss } = await import('./survive-context-loss.js'); // it names classes of what is loaded by the call
  const backend = await startBackend({
    name: NAME,
    deviceNames: ['/device:GPU:0'],
    needs: NEEDS,
    tolerance: TOLERANCE,
    measure: () => {
      const running: MathBackendWebGL & { [SURVIVAL]?: Survival } = runningBackend();
      if (running[SURVIVAL] === undefined) {
        const copies = hostCopies === 'variables' ? keepHostCopies(internalsOf(running)) : null;
        running[SURVIVAL] = { copies, stopListening: surviveContextLoss(running, copies) };
      }
      const side = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
      // A tensor lies in one texture, one number in a texel where it is not packed.
      return { maxTextureSide: side, maxBufferBytes: side * side * BYTES_PER_ELEMENT };
    },
    allocatedBytes: () => (runningBackend().memory() as unknown as { readonly numBytesInGPUAllocated: number }).numBytesInGPUAllocated,
    stop,
  });
  const survival = survivalOf(runningBackend());
  return {
    ...backend,
    synchronizeHostCopies: async () => {
      await survival?.copies?.synchronize();
    },
  };
}

function runningBackend(): MathBackendWebGL {
  return engine().registry[NAME] as MathBackendWebGL; // called while it runs
}

function survivalOf(backend: MathBackendWebGL): Survival | undefined {
  return (backend as MathBackendWebGL & { readonly [SURVIVAL]?: Survival })[SURVIVAL]; // put there by this package
}

function stop(): void {
  survivalOf(runningBackend())?.stopListening();
  const { factory, priority } = engine().registryFactory[NAME]!; // it was started from there
  removeBackend(NAME);
  registerBackend(NAME, factory, priority);
}
