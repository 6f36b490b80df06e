import { OnesLike, ZerosLike, type OnesLikeInputs, type ZerosLikeInputs } from '@tensorflow/tfjs-core';
import { makeFloats } from '../make-floats.js';
import { replaceKernel, type Replacement } from '../replace-kernel.js';
import { asComplex } from './complex-layout.js';

/** `zerosLike`, of complex tensors too. */
export const zerosLike: Replacement = replaceKernel<ZerosLikeInputs, object>(
  ZerosLike,
  ({ inputs: { x }, backend }, present) =>
    x.dtype === 'complex64' ? asComplex(makeFloats(backend, [...x.shape, 2], (values) => values.fill(0))) : present(),
);

/** `onesLike`, of complex tensors too. */
export const onesLike: Replacement = replaceKernel<OnesLikeInputs, object>(
  OnesLike,
  ({ inputs: { x }, backend }, present) => {
    if (x.dtype !== 'complex64') return present();
    return asComplex(makeFloats(backend, [...x.shape, 2], (values) => {
      for (let i = 0; i < values.length; ++i) values[i] = 1 - (i % 2);
    }));
  },
);
