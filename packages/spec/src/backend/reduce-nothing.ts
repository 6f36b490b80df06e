import {
  BatchMatMul, broadcast_util, util, type BatchMatMulAttrs, type DataType, type KernelBackend, type TensorInfo,
} from '@tensorflow/tfjs-core';
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
  readonly backend: KernelBackend;
}

/** How tfjs calls that of a product of matrices. */
interface Product {
  readonly inputs: { readonly a: TensorInfo; readonly b: TensorInfo };
  readonly attrs: BatchMatMulAttrs;
  readonly backend: KernelBackend;
}

const REDUCES = Symbol.for('varscope.reducesNothing');

/**
 * Has the reductions and the matrix products of a backend take tensors without elements. Those of tfjs's backends
 * for graphics processors and of wasm fail of them, for they ask for memory of no size, or give what was in memory before.
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
      return makeTensor(backend, values.fill(neutral(x.dtype)), shape, x.dtype);
    });
  }
  wrapKernel({ kernelName: BatchMatMul, backendName }, REDUCES, (present) => (call) => {
    const { inputs: { a, b }, attrs: { transposeA, transposeB }, backend } = call as unknown as Product; // likewise
    const fit = a.shape.at(transposeA ? -2 : -1) === b.shape.at(transposeB ? -1 : -2);
    if (!fit || util.sizeFromShape(a.shape) * util.sizeFromShape(b.shape) > 0) return present(call); // which refuses what does not fit
    const batches = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    const shape = [...batches, a.shape.at(transposeA ? -1 : -2)!, b.shape.at(transposeB ? -2 : -1)!];
    return makeTensor(backend, new Float32Array(util.sizeFromShape(shape)), shape, a.dtype);
  });
}

function makeTensor(backend: KernelBackend, values: Float32Array, shape: number[], dtype: DataType): TensorInfo {
  return { dataId: backend.write(values, shape, dtype), shape, dtype };
}
