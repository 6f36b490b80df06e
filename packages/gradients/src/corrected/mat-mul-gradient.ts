import { BatchMatMul, matMul, type BatchMatMulAttrs, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';
import { sumTo } from './sum-to.js';

/** The gradient of `matMul`, also where one matrix is multiplied by a batch of others; tfjs's gives it the wrong shape. */
export const matMulGradient: GradConfig = {
  kernelName: BatchMatMul,
  inputsToSave: ['a', 'b'],
  gradFunc: (gradient, saved, attrs) => {
    const [a, b] = saved as [Tensor, Tensor]; // as named above
    const dy = gradient as Tensor; // it has one output
    const { transposeA, transposeB } = attrs as unknown as BatchMatMulAttrs; // those of this kernel
    return {
      a: () => sumTo(a.shape, transposeA ? matMul(b, dy, transposeB, true) : matMul(dy, b, false, !transposeB)),
      b: () => sumTo(b.shape, transposeB ? matMul(dy, a, true, transposeA) : matMul(a, dy, !transposeA, false)),
    };
  },
};
