import {
  backend_util, Dilation2D, Dilation2DBackpropFilter, Dilation2DBackpropInput, util, type Dilation2DAttrs,
  type Dilation2DBackpropInputInputs, type Dilation2DInputs, type KernelConfig, type TensorInfo,
} from '@tensorflow/tfjs-core';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { defineKernel } from './define-kernel.js';
import { makeTensor } from './make-tensor.js';
import { addressOf, memoryOf, type WasmBackend } from './wasm-backend.js';

/** The dtypes it takes: their arrays, and what is smaller than every number, with which the image is padded. */
const NUMBERS = {
  float32: { Elements: Float32Array, lowest: -(2 - 2 ** -23) * 2 ** 127 },
  int32: { Elements: Int32Array, lowest: -(2 ** 31) },
} as const;

type Numbers = Float32Array | Int32Array;

/** One element of the result: its index, the largest sum, and the indices of the element and of the weight that gave it. */
type Take = (index: number, largest: number, element: number, weight: number) => void;

const forward = defineKernel<Dilation2DInputs, Dilation2DAttrs>(Dilation2D, ({ inputs: { x, filter }, attrs, backend }) => {
  const dtype = dtypeOf(x, filter);
  const { outShape } = infoOf(x, filter, attrs);
  return makeTensor(backend, outShape, dtype, (out) => {
    const values = numbersAt(backend, out, dtype, outShape);
    findLargest(backend, x, filter, attrs, (index, largest) => { values[index] = largest; });
  });
});

const gradientOf = (source: 'x' | 'filter', kernelName: string): KernelConfig =>
  defineKernel<Dilation2DBackpropInputInputs, Dilation2DAttrs>(kernelName, ({ inputs, attrs, backend }) => {
    const { x, filter, dy } = inputs;
    const { shape } = inputs[source];
    const dtype = dtypeOf(x, filter);
    return makeTensor(backend, shape, dtype, (out) => {
      const values = numbersAt(backend, out, dtype, shape).fill(0);
      const slopes = numbersAt(backend, addressOf(backend, dy), dtype, dy.shape);
      findLargest(backend, x, filter, attrs, (index, _largest, element, weight) => {
        values[source === 'x' ? element : weight]! += slopes[index]!;
      });
    });
  });

/**
 * `dilation2d` and its gradients, which go to the first of equal sums. tfjs's kernels take 0 for padding, and for every
 * sum below it.
 */
export const dilation2d: readonly KernelConfig[] = [
  forward, gradientOf('x', Dilation2DBackpropInput), gradientOf('filter', Dilation2DBackpropFilter),
];

function dtypeOf(x: TensorInfo, filter: TensorInfo): keyof typeof NUMBERS {
  if (x.dtype === filter.dtype && x.dtype in NUMBERS) return x.dtype as keyof typeof NUMBERS; // as was just asked
  throw new InvalidArgumentError(`The wasm backend has no dilation2d of ${x.dtype} by ${filter.dtype}.`, {
    expected: 'float32 or int32, the same for both',
  });
}

function infoOf(x: TensorInfo, filter: TensorInfo, { strides, pad, dilations }: Dilation2DAttrs): backend_util.Conv2DInfo {
  // four and three dimensions, as the op has checked
  const [shape, filterShape] = [x.shape as [number, number, number, number], filter.shape as [number, number, number]];
  return backend_util.computeDilation2DInfo(shape, filterShape, strides, pad, 'NHWC', dilations);
}

function numbersAt(backend: WasmBackend, address: number, dtype: keyof typeof NUMBERS, shape: readonly number[]): Numbers {
  return new NUMBERS[dtype].Elements(memoryOf(backend).buffer, address, util.sizeFromShape([...shape]));
}

/** Goes through the result in order. What has no sum, as NaN has none, counts as that of the first element and weight. */
function findLargest(backend: WasmBackend, x: TensorInfo, filter: TensorInfo, attrs: Dilation2DAttrs, take: Take): void {
  const dtype = dtypeOf(x, filter);
  const info = infoOf(x, filter, attrs);
  const { inHeight, inWidth, inChannels: channels, dilationHeight, dilationWidth, padInfo } = info;
  const values = numbersAt(backend, addressOf(backend, x), dtype, x.shape);
  const weights = numbersAt(backend, addressOf(backend, filter), dtype, filter.shape);
  let index = 0;
  for (let batch = 0; batch < info.batchSize; ++batch) {
    for (let outRow = 0; outRow < info.outHeight; ++outRow) {
      const top = outRow * info.strideHeight - padInfo.top;
      for (let outColumn = 0; outColumn < info.outWidth; ++outColumn) {
        const left = outColumn * info.strideWidth - padInfo.left;
        const at = (row: number, column: number): number => ((batch * inHeight + row) * inWidth + column) * channels;
        for (let channel = 0; channel < channels; ++channel) {
          let largest: number = NUMBERS[dtype].lowest;
          let [element, weight] = [at(Math.max(top, 0), Math.max(left, 0)) + channel, channel];
          for (let filterRow = 0; filterRow < info.filterHeight; ++filterRow) {
            const row = top + filterRow * dilationHeight;
            if (row < 0 || row >= inHeight) continue;
            for (let filterColumn = 0; filterColumn < info.filterWidth; ++filterColumn) {
              const column = left + filterColumn * dilationWidth;
              if (column < 0 || column >= inWidth) continue;
              const candidate = at(row, column) + channel;
              const weightOfIt = (filterRow * info.filterWidth + filterColumn) * channels + channel;
              const sum = values[candidate]! + weights[weightOfIt]!;
              if (sum > largest) [largest, element, weight] = [sum, candidate, weightOfIt];
            }
          }
          take(index++, largest, element, weight);
        }
      }
    }
  }
}
