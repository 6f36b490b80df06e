import { util, type DataType, type KernelBackend, type TensorInfo } from '@tensorflow/tfjs-core';
import { wrapKernel } from './wrap-kernel.js';

/** What a reduction of no elements gives in TensorFlow. */
const NEUTRAL: Readonly<Record<string, (dtype: DataType) => number>> = {
  All: () => 1,
  Any: () => 0,
  Max: (dtype) => (dtype === 'int32' ? -(2 ** 31) : -Infinity),
  Mean: () => NaN,
  Min: (dtype) => (dtype === 'int32' ? 2 ** 31 - 1 : Infinity),
  Prod: () => 1,
  Sum: () => 0,
};

/** How tfjs calls the kernel of a reduction. */
interface Reduction {
  readonly inputs: { readonly x: TensorInfo };
  readonly attrs: { readonly axis?: number | number[]; readonly reductionIndices?: number | number[]; readonly keepDims?: boolean };
  /** That of tfjs's backends for graphics processors, which has more than their contract. */
  readonly backend: KernelBackend & { makeTensorInfo(shape: number[], dtype: DataType, values: ArrayLike<number>): TensorInfo };
}

const REDUCES = Symbol.for('varscope.reducesNothing');

/**
 * Has the reductions of a backend take tensors without elements. Those of tfjs's webgl and webgpu backends fail of them,
 * for they ask for memory of no size.
 */
export function reduceNothing(backendName: string): void {
  for (const [kernelName, neutral] of Object.entries(NEUTRAL)) {
    wrapKernel({ kernelName, backendName }, REDUCES, (present) => (call) => {
      const { inputs: { x }, attrs, backend } = call as unknown as Reduction; // tfjs calls these kernels so
      if (util.sizeFromShape(x.shape) > 0) return present(call);
      const axes = util.parseAxisParam(attrs.axis ?? attrs.reductionIndices ?? x.shape.map((_, index) => index), x.shape);
      const kept = attrs.keepDims === true ? [1] : [];
      const shape = x.shape.flatMap((size, axis) => (axes.includes(axis) ? kept : size));
      const values = util.getTypedArrayFromDType(x.dtype as 'float32', util.sizeFromShape(shape)); // or of the other numbers
      return backend.makeTensorInfo(shape, x.dtype, values.fill(neutral(x.dtype)));
    });
  }
}
