import { Slice, slice_util, util, type SliceAttrs, type SliceInputs, type TensorInfo } from '@tensorflow/tfjs-core';
import { asComplex, asFloats } from './complex/complex-layout.js';
import { copyBlock } from './copy-block.js';
import { replaceKernel, type Replacement } from './replace-kernel.js';

/** `slice`, of complex tensors too. tfjs's kernel copies the whole tensor to take any part of it. */
export const slice: Replacement = replaceKernel<SliceInputs, SliceAttrs>(
  Slice,
  ({ inputs: { x }, attrs, backend }, present) => {
    if (x.dtype === 'string') return present();
    // a pair of them, whatever its declaration says
    const [begin, size] = slice_util.parseSliceParams(x, attrs.begin, attrs.size) as [number[], number[]];
    slice_util.assertParamsValid(x, begin, size);
    const isComplex = x.dtype === 'complex64';
    if (slice_util.isSliceContinous(x.shape, begin, size)) {
      const first = slice_util.computeFlatOffset(begin, util.computeStrides(x.shape));
      return isComplex
        ? asComplex(copyBlock(backend, asFloats(x), 2 * first, [...size, 2]))
        : copyBlock(backend, x, first, size);
    }
    if (!isComplex) return present();
    const floats = present({ inputs: { x: asFloats(x) }, attrs: { begin: [...begin, 0], size: [...size, 2] } });
    return asComplex(floats as TensorInfo); // it has one output
  },
);
