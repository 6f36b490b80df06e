import {
  _FusedMatMul, add, backend_util, matMul, tidy, type _FusedMatMulAttrs, type KernelConfig, type Tensor,
} from '@tensorflow/tfjs-core';
import { defineKernel } from './define-kernel.js';

/** What the op calls it with. */
interface FusedInputs {
  readonly a: Tensor;
  readonly b: Tensor;
  readonly bias?: Tensor;
  readonly preluActivationWeights?: Tensor;
}

/**
 * A product of matrices, a bias and an activation, one after the other. tfjs's kernel adds the last number of the bias to
 * all rows but the first where it does not multiply with SIMD, reads other memory where the bias is shorter than a row, and
 * has the faults of its `matMul`.
 */
export const fusedMatMul: KernelConfig = defineKernel<object, _FusedMatMulAttrs>(
  _FusedMatMul,
  ({ inputs, attrs: { transposeA, transposeB, activation, leakyreluAlpha } }) => {
    const { a, b, bias, preluActivationWeights } = inputs as FusedInputs;
    return tidy(() => {
      const product = matMul(a, b, transposeA, transposeB);
      const sum = bias === undefined ? product : add(product, bias);
      return backend_util.applyActivation(sum, activation, preluActivationWeights, leakyreluAlpha);
    });
  },
);
