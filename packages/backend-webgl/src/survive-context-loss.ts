import { GPGPUContext, MathBackendWebGL, setWebGLContext } from '@tensorflow/tfjs-backend-webgl';
import { env } from '@tensorflow/tfjs-core';
import { BackendUnavailableError } from '@varscope/spec/errors';
import { dataOf, variablesOn, type HostCopies } from './host-copies.js';
import { internalsOf, UPLOAD, type Texture, type TextureData, type WebglInternals } from './webgl-internals.js';

/** What a new backend starts with, and one whose context was restored starts with again. */
const ANEW = ['gpgpu', 'textureManager', 'dataRefCount', 'pendingRead', 'numBytesInGPU'] as const;

/** Stops listening to the context of the canvas. */
export type StopListening = () => void;

/**
 * Has a backend go on after the browser took its context away and gave it back. Variables have the values of their copies
 * then, and tensors that lay in the memory of the processor, too, keep theirs. What lay on the graphics processor alone is
 * gone: using it throws a `BackendUnavailableError`, as does computing while there is no context. WebGL itself computes
 * nothing then and says nothing, and tfjs reads zeros or waits for ever.
 */
export function surviveContextLoss(backend: MathBackendWebGL, copies: HostCopies | null): StopListening {
  const internals = internalsOf(backend);
  const { gl } = internals.gpgpu;
  const { canvas } = gl;
  const loss = watchLoss(internals);
  const onLost = (): void => {
    internals.gpgpu.itemsToPoll = []; // fences that no one will pass
    loss.announce();
  };
  const onRestored = (): void => restore(internals, gl, copies);
  canvas.addEventListener('webglcontextlost', onLost);
  canvas.addEventListener('webglcontextrestored', onRestored);
  return () => {
    canvas.removeEventListener('webglcontextlost', onLost);
    canvas.removeEventListener('webglcontextrestored', onRestored);
  };
}

/** Lets computing and reading throw where there is no context. */
function watchLoss(backend: WebglInternals): { announce(): void } {
  const waiting = new Set<(reason: Error) => void>();
  const demandContext = (): void => {
    if (backend.gpgpu.gl.isContextLost()) throw lostContext();
  };
  const { runWebGLProgram, read, readSync } = backend;
  const isOnHost = (dataId: object): boolean => (backend.texData.get(dataId).values ?? null) !== null;
  Object.assign(backend, {
    runWebGLProgram: (...parameters: Parameters<typeof runWebGLProgram>) => {
      demandContext();
      return runWebGLProgram.apply(backend as never, parameters); // a method of this very object
    },
    readSync: (dataId: object) => {
      if (!isOnHost(dataId)) demandContext();
      return readSync.call(backend as never, dataId);
    },
    read: async (dataId: object) => {
      if (!isOnHost(dataId)) demandContext();
      let reject: (reason: Error) => void = () => undefined;
      const lost = new Promise<never>((_, rejectPromise) => { reject = rejectPromise; });
      waiting.add(reject);
      try {
        return await Promise.race([read.call(backend as never, dataId), lost]);
      } finally {
        waiting.delete(reject);
      }
    },
  });
  return {
    announce: () => {
      for (const reject of waiting) reject(lostContext());
    },
  };
}

/** The context is new: nothing that was made in the old one exists. */
function restore(backend: WebglInternals, gl: WebGLRenderingContext, copies: HostCopies | null): void {
  setWebGLContext(env().getNumber('WEBGL_VERSION'), gl); // tfjs forgot it when it was lost
  const anew = internalsOf(new MathBackendWebGL(new GPGPUContext()));
  for (const key of Object.keys(backend.binaryCache)) Reflect.deleteProperty(backend.binaryCache, key); // tfjs shares it between backends
  Object.assign(backend, Object.fromEntries(ANEW.map((member) => [member, anew[member]])));
  forgetOldTextures(backend);
  for (const variable of variablesOn(backend)) {
    const data = backend.texData.get(dataOf(variable));
    const values = copies?.find(variable);
    if (!isHeld(data) && values !== undefined) Object.defineProperty(data, 'values', { value: values, writable: true });
  }
}

/** From now on a tensor whose texture is not of the present context has none. */
function forgetOldTextures(backend: WebglInternals): void {
  const present = new WeakSet<Texture>();
  const own = Object.getPrototypeOf(backend) as WebglInternals; // tfjs's methods
  backend.acquireTexture = (...parameters) => {
    const texture = own.acquireTexture.call(backend, ...parameters);
    present.add(texture);
    return texture;
  };
  const ownData = Object.getPrototypeOf(backend.texData) as WebglInternals['texData'];
  backend.texData.get = (dataId) => {
    const data = ownData.get.call(backend.texData, dataId);
    if (data.texture && !present.has(data.texture)) forgetTexture(data);
    return data;
  };
}

function forgetTexture(data: TextureData): void {
  const { values = null } = data;
  Object.assign(data, { texture: null, texShape: null, slice: null, isPacked: false, usage: UPLOAD });
  if (values !== null) return;
  Object.defineProperty(data, 'values', {
    configurable: true,
    get: () => {
      throw new BackendUnavailableError('A tensor is used whose values were lost with the context of WebGL.', {
        expected: "what is made after 'webglcontextrestored', or a variable of which hostCopies keep the values",
      });
    },
  });
}

/** Whether the values are in the memory of the processor. */
function isHeld(data: TextureData): boolean {
  return Object.getOwnPropertyDescriptor(data, 'values')?.get === undefined;
}

function lostContext(): BackendUnavailableError {
  return new BackendUnavailableError('The webgl backend has lost its context, and does not compute until the browser restores it.', {
    expected: "a context of WebGL, as it is again after the event 'webglcontextrestored'",
  });
}
