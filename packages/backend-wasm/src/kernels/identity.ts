import { Identity, type IdentityInputs } from '@tensorflow/tfjs-core';
import { replaceKernel, type Replacement } from './replace-kernel.js';

/** A second tensor of the same memory, as on tfjs's other backends: its kernel copies, as often as a tensor is kept for the gradient. */
export const identity: Replacement = replaceKernel<IdentityInputs, object>(
  Identity,
  ({ inputs: { x }, backend }, present) => {
    if (x.dtype === 'string') return present();
    backend.incRef(x.dataId);
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
  },
);
