import type { KernelBackend, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { dtypeInfo, type DType } from '@varscope/spec';
import { backendOf, copyTo, currentBackend, withBackend } from '../engine.js';
import { servingBackend } from './serving-backend.js';

/**
 * Where the value of a placed variable stays. tfjs moves data to whatever backend uses it; other backends get copies of
 * this value instead, which are made when they read and live until the value changes.
 */
export interface Residence {
  /** Runs `body` on the backend of the variable. */
  run<R>(body: () => R): R;
  /** `tensor`, or a copy of it where it is on another backend. */
  bring(tensor: Tensor): Tensor;
  /** The data that the current backend is to use for `value`, which is at home. */
  dataFor(value: TensorInfo): object;
  /** Disposes the copies: the value changes. */
  forgetCopies(): void;
}

/**
 * Finds the residence of a variable when it gets its first value, on `device` and with a copy for reads on
 * `cachingDevice`. It has none where no backend that has started serves either: then its value goes where it is used.
 */
export type FindResidence = () => Residence | null;

/** `null` where nothing is asked, and for complex numbers, which tfjs cannot copy from one backend to another. */
export function residenceOn(device: string, cachingDevice: string, dtype: DType): FindResidence | null {
  if ((device === '' && cachingDevice === '') || dtypeInfo(dtype)?.kind === 'complex') return null;
  return () => {
    const cache = servingBackend(cachingDevice);
    const home = servingBackend(device) ?? (cache === undefined ? null : currentBackend());
    return home === null ? null : createResidence(home, cache ?? home);
  };
}

/** Backends other than `cache` read the copy there. */
function createResidence(home: KernelBackend, cache: KernelBackend): Residence {
  const copies = new Map<KernelBackend, Tensor>();
  const copyOn = (backend: KernelBackend, value: TensorInfo): TensorInfo => {
    if (backend === home) return value;
    let copy = copies.get(backend);
    if (copy === undefined) {
      copy = copyTo(backend, backend === cache ? value : copyOn(cache, value));
      copies.set(backend, copy);
    }
    return copy;
  };
  return {
    run: (body) => withBackend(home, body),
    bring: (tensor) => withBackend(home, () => (backendOf(tensor.dataId) === home ? tensor : copyTo(home, tensor))),
    dataFor: (value) => copyOn(currentBackend() ?? home, value).dataId,
    forgetCopies() {
      for (const copy of copies.values()) copy.dispose();
      copies.clear();
    },
  };
}
