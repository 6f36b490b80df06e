import {
  BatchMatMul,
  getKernel,
  registerKernel,
  Transpose,
  unregisterKernel,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

/** What the kernel of matrix products is called with. */
interface MatMulParameters {
  readonly inputs: { readonly a: TensorInfo; readonly b: TensorInfo };
  readonly attrs: { readonly transposeA: boolean; readonly transposeB: boolean };
  readonly backend: { disposeData(dataId: object): void };
}

/** Marks the kernel that is registered here, in every copy of this package. */
const TRANSPOSING = Symbol.for('varscope.backend-wasm.transposing');

/**
 * Has matrices transposed before they are multiplied. tfjs multiplies with SIMD only what is not to be transposed; the
 * gradient of a product is, which makes a step of training up to ten times slower than it need be. Batches of products
 * are left to tfjs, which has no SIMD for them in any case.
 */
export function transposeBeforeMatMul(): void {
  const product = getKernel(BatchMatMul, 'wasm'); // tfjs-backend-wasm was loaded
  const transpose = getKernel(Transpose, 'wasm'); // likewise
  if (TRANSPOSING in product.kernelFunc) return;
  const kernelFunc: KernelConfig['kernelFunc'] = (parameters) => {
    const { inputs: { a, b }, attrs, backend } = parameters as unknown as MatMulParameters; // those of this kernel
    const { transposeA, transposeB } = attrs;
    if (!(transposeA || transposeB) || !isMatrix(a) || !isMatrix(b)) return product.kernelFunc(parameters);
    const made: TensorInfo[] = [];
    const transposed = (x: TensorInfo): TensorInfo => {
      const attrs = { perm: swapLast(x.shape.length) };
      const result = transpose.kernelFunc({ inputs: { x }, backend, attrs }) as TensorInfo; // it has one output
      made.push(result);
      return result;
    };
    try {
      const inputs = { a: transposeA ? transposed(a) : a, b: transposeB ? transposed(b) : b };
      return product.kernelFunc({ inputs, backend, attrs: { transposeA: false, transposeB: false } });
    } finally {
      for (const { dataId } of made) backend.disposeData(dataId);
    }
  };
  unregisterKernel(BatchMatMul, 'wasm');
  registerKernel({ ...product, kernelFunc: Object.assign(kernelFunc, { [TRANSPOSING]: true }) });
}

/** Whether it is of floats, and one matrix rather than a batch of them. */
function isMatrix({ dtype, shape }: TensorInfo): boolean {
  return dtype === 'float32' && shape.slice(0, -2).every((size) => size === 1);
}

/** The axes in order, but for the last two. */
function swapLast(rank: number): number[] {
  return Array.from({ length: rank }, (_, axis) => (axis < rank - 2 ? axis : 2 * rank - 3 - axis));
}
