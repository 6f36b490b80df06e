import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';

/** What tfjs 4.22's backend keeps of a tensor. */
export type TextureData = ReturnType<MathBackendWebGL['texData']['get']>;
export type Texture = NonNullable<TextureData['texture']>;
/** The values of a tensor in the memory of the processor. */
export type HostValues = NonNullable<TextureData['values']>;

/** The members of tfjs 4.22's backend that are touched here, the private ones among them. */
export interface WebglInternals
  extends Pick<MathBackendWebGL, 'incRef' | 'read' | 'readSync' | 'runWebGLProgram' | 'texData' | 'uploadToGPU'> {
  gpgpu: { readonly gl: WebGLRenderingContext; itemsToPoll: unknown[] };
  textureManager: object;
  dataRefCount: WeakMap<object, number>;
  pendingRead: WeakMap<object, unknown>;
  numBytesInGPU: number;
  binaryCache: Record<string, unknown>;
  acquireTexture(...parameters: readonly unknown[]): Texture;
}

/** `TextureUsage.UPLOAD`: the tensor lies in the memory of the processor, and goes into a texture when it is used. */
export const UPLOAD = 1;

export function internalsOf(backend: MathBackendWebGL): WebglInternals {
  return backend as unknown as WebglInternals; // private in the declarations
}
