import {
  BatchMatMul, broadcast_util, transpose, util, type BatchMatMulAttrs, type BatchMatMulInputs, type Tensor, type TensorInfo,
} from '@tensorflow/tfjs-core';
import { CONVOLUTION_MODULE } from '../convolution-module.generated.js';
import { copyBlock } from './copy-block.js';
import { instantiateKernels } from './instantiate-kernels.js';
import { makeTensor } from './make-tensor.js';
import { replaceKernel, type Replacement } from './replace-kernel.js';
import { addressOf, memoryOf, type WasmBackend } from './wasm-backend.js';

/** The functions of `as/multiply.ts`; addresses and steps in bytes. */
interface Multiply {
  readonly multiplyAdd: (
    a: number, rowStep: number, termStep: number, b: number, bytesOfB: number, c: number, bytesOfC: number, rows: number,
    columns: number, terms: number,
  ) => void;
}

const FLOAT = 4;

/**
 * Products of matrices as tfjs has them, but with SIMD also for batches and for transposed matrices, which are transposed
 * first. And a copy of the second factor where one is needed: tfjs prepares a tensor once, for the shape it is first
 * multiplied in, and reads other memory when the same elements come in another shape.
 */
export const matMul: Replacement = replaceKernel<BatchMatMulInputs, BatchMatMulAttrs>(
  BatchMatMul,
  ({ inputs: { a, b }, attrs: { transposeA, transposeB }, backend }, present) => {
    if (a.dtype !== 'float32' || b.dtype !== 'float32' || a.shape.at(transposeA ? -2 : -1) !== b.shape.at(transposeB ? -1 : -2)) {
      return present(); // refuses them
    }
    const [countA, countB] = [countMatrices(a), countMatrices(b)];
    if (countA === 1 && countB === 1) {
      return withTransposed(a, transposeA, (a) => withTransposed(b, transposeB, (b) => multiplyOnce(backend, a, b, present)));
    }
    const isPlain = countA === 1 || countB === 1 || util.arraysEqual(a.shape.slice(0, -2), b.shape.slice(0, -2));
    if (!isPlain) return present();
    return withTransposed(b, transposeB, (b) => multiplyBatch(backend, a, b, transposeA));
  },
);

function countMatrices({ shape }: TensorInfo): number {
  return util.sizeFromShape(shape.slice(0, -2));
}

/** Calls `multiply` with the matrices of `x`, or with them transposed, which are freed afterwards. */
function withTransposed<Result>(x: TensorInfo, isTransposed: boolean, multiply: (matrices: TensorInfo) => Result): Result {
  if (!isTransposed) return multiply(x);
  const rank = x.shape.length;
  const order = x.shape.map((_, axis) => (axis < rank - 2 ? axis : 2 * rank - 3 - axis));
  const transposed = transpose(x as Tensor, order); // what the op is called with
  try {
    return multiply(transposed);
  } finally {
    transposed.dispose();
  }
}

/** On the record of a tensor: the shape in which tfjs has prepared it. */
const PREPARED = Symbol('varscope.backend-wasm.prepared');

/** One product by tfjs. */
function multiplyOnce(
  backend: WasmBackend, a: TensorInfo, b: TensorInfo, present: (changed: object) => TensorInfo | TensorInfo[],
): TensorInfo | TensorInfo[] {
  const attrs: BatchMatMulAttrs = { transposeA: false, transposeB: false };
  const record = backend.dataIdMap.get(b.dataId) as { [PREPARED]?: string }; // an object that takes a note
  const shape = b.shape.slice(-2).join();
  if ((record[PREPARED] ??= shape) === shape) return present({ inputs: { a, b }, attrs });
  const copy = copyBlock(backend, b, 0, b.shape);
  try {
    return present({ inputs: { a, b: copy }, attrs });
  } finally {
    backend.disposeData(copy.dataId);
  }
}

/** One product after the other, each of the sizes of the last two axes. */
function multiplyBatch(backend: WasmBackend, a: TensorInfo, b: TensorInfo, transposeA: boolean): TensorInfo {
  const { multiplyAdd } = instantiateKernels<Multiply>(backend, CONVOLUTION_MODULE);
  const [countA, countB] = [countMatrices(a), countMatrices(b)];
  const [heightA, widthA] = a.shape.slice(-2) as [number, number]; // it has at least two
  const [rows, terms] = transposeA ? [widthA, heightA] : [heightA, widthA];
  const [rowStep, termStep] = transposeA ? [FLOAT, widthA * FLOAT] : [widthA * FLOAT, FLOAT];
  const columns = b.shape.at(-1) ?? 0;
  const rowBytes = columns * FLOAT;
  const outer = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  return makeTensor(backend, [...outer, rows, columns], 'float32', (out) => {
    const count = Math.max(countA, countB);
    new Uint8Array(memoryOf(backend).buffer, out, count * rows * rowBytes).fill(0);
    const [startA, startB] = [addressOf(backend, a), addressOf(backend, b)];
    for (let index = 0; index < count; ++index) {
      const matrixA = startA + (index % countA) * rows * terms * FLOAT;
      const matrixB = startB + (index % countB) * terms * rowBytes;
      multiplyAdd(matrixA, rowStep, termStep, matrixB, rowBytes, out + index * rows * rowBytes, rowBytes, rows, columns, terms);
    }
  });
}
