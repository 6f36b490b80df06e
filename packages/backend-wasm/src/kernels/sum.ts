import { Sum, util, type SumAttrs, type SumInputs, type TensorInfo } from '@tensorflow/tfjs-core';
import { SUM_MODULE } from '../sum-module.generated.js';
import { instantiateKernels } from './instantiate-kernels.js';
import { makeTensor } from './make-tensor.js';
import { replaceKernel, type Replacement } from './replace-kernel.js';
import { addressOf, type WasmBackend } from './wasm-backend.js';

/** The functions of `as/sum.ts`. */
interface Sums {
  readonly sumRows: (x: number, out: number, blocks: number, rows: number, width: number) => void;
}

/**
 * Sums over axes that are beside each other but not the last, such as the gradient of a bias: tfjs transposes first and
 * adds one number at a time. Others are left to tfjs.
 */
export const sum: Replacement = replaceKernel<SumInputs, SumAttrs>(
  Sum,
  ({ inputs: { x }, attrs: { axis, keepDims }, backend }, present) => {
    const axes = util.parseAxisParam(axis, x.shape).sort((a, b) => a - b);
    const first = axes[0] ?? 0;
    const areTogether = axes.every((axis, index) => axis === first + index);
    const end = first + axes.length;
    if (x.dtype !== 'float32' || !areTogether || axes.length === 0 || end === x.shape.length) return present();
    const kept = keepDims ? axes.map(() => 1) : [];
    return sumMiddle(backend, x, first, end, [...x.shape.slice(0, first), ...kept, ...x.shape.slice(end)]);
  },
);

function sumMiddle(backend: WasmBackend, x: TensorInfo, first: number, end: number, outShape: number[]): TensorInfo {
  const { sumRows } = instantiateKernels<Sums>(backend, SUM_MODULE);
  const size = (from: number, to?: number): number => util.sizeFromShape(x.shape.slice(from, to));
  return makeTensor(backend, outShape, 'float32', (out) =>
    sumRows(addressOf(backend, x), out, size(0, first), size(first, end), size(end)));
}
