import { add, complex, imag, mul, Multiply, real, sub, tidy, type MultiplyInputs, type Tensor } from '@tensorflow/tfjs-core';
import { replaceKernel, type Replacement } from '../replace-kernel.js';

/** `mul`, of complex tensors too. */
export const complexMultiply: Replacement = replaceKernel<MultiplyInputs, object>(
  Multiply,
  ({ inputs }, present) => {
    if (inputs.a.dtype !== 'complex64') return present();
    // what an op is called with; it has given both the same dtype
    const [a, b] = [inputs.a as Tensor, inputs.b as Tensor];
    return tidy(() => {
      const [realA, imagA, realB, imagB] = [real(a), imag(a), real(b), imag(b)];
      return complex(sub(mul(realA, realB), mul(imagA, imagB)), add(mul(realA, imagB), mul(imagA, realB)));
    });
  },
);
