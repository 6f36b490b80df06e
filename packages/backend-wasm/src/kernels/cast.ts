import {
  Cast, cast as castOp, complex, notEqual, real, tidy, zerosLike, type CastAttrs, type CastInputs, type Tensor,
} from '@tensorflow/tfjs-core';
import { replaceKernel, type Replacement } from './replace-kernel.js';

/**
 * `cast`, to and from complex numbers too. A number becomes `true` if it is not 0; tfjs's kernel keeps the lowest eight bits
 * of its integer part.
 */
export const cast: Replacement = replaceKernel<CastInputs, CastAttrs>(
  Cast,
  ({ inputs, attrs: { dtype }, backend }, present) => {
    const x = inputs.x as Tensor; // what the op is called with
    if (x.dtype === dtype) {
      backend.incRef(x.dataId);
      return { dataId: x.dataId, shape: x.shape, dtype };
    }
    if (x.dtype === 'complex64') return tidy(() => castOp(real(x), dtype));
    if (dtype === 'complex64') {
      return tidy(() => {
        const floats = castOp(x, 'float32');
        return complex(floats, zerosLike(floats));
      });
    }
    return dtype === 'bool' ? notEqual(x, 0) : present();
  },
);
