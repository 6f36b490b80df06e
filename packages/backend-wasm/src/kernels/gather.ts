import {
  backend_util, GatherV2, util, type GatherV2Attrs, type GatherV2Inputs, type TensorInfo,
} from '@tensorflow/tfjs-core';
import { makeTensor } from './make-tensor.js';
import { replaceKernel, type Replacement } from './replace-kernel.js';
import { addressOf, memoryOf, type WasmBackend } from './wasm-backend.js';

/**
 * `gather` by indices of its own for each entry of a batch, where tfjs's kernel takes other entries or memory of other
 * tensors, and from a tensor of no elements, to which it gives another shape. Others are left to tfjs.
 */
export const gather: Replacement = replaceKernel<GatherV2Inputs, GatherV2Attrs>(
  GatherV2,
  ({ inputs: { x, indices }, attrs: { axis, batchDims }, backend }, present) => {
    const isPlain = batchDims === 0 && util.sizeFromShape(x.shape) > 0;
    return isPlain || x.dtype === 'string' ? present() : gatherRows(backend, x, indices, axis, batchDims);
  },
);

function gatherRows(backend: WasmBackend, x: TensorInfo, indices: TensorInfo, axis: number, batchDims: number): TensorInfo {
  const [fromFront] = util.parseAxisParam(axis, x.shape) as [number]; // one axis
  const info = backend_util.segment_util.collectGatherOpShapeInfo(x, indices, fromFront, batchDims);
  const { batchSize, outerSize, dimSize, sliceSize, outputShape } = info;
  const count = util.sizeFromShape(indices.shape);
  const rowBytes = sliceSize * util.bytesPerElement(x.dtype);
  return makeTensor(backend, outputShape, x.dtype, (out) => {
    const { buffer } = memoryOf(backend);
    const [bytes, from] = [new Uint8Array(buffer), addressOf(backend, x)];
    const picked = new Int32Array(buffer, addressOf(backend, indices), count);
    for (const index of picked) {
      util.assert(index >= 0 && index < dimSize, () => `GatherV2: the index value ${index} is not in [0, ${dimSize - 1}]`);
    }
    let to = out;
    for (let block = 0; block < batchSize * outerSize; ++block) {
      const entry = Math.floor(block / outerSize);
      for (const index of picked.subarray((entry * count) / batchSize, ((entry + 1) * count) / batchSize)) {
        const row = from + (block * dimSize + index) * rowBytes;
        bytes.copyWithin(to, row, row + rowBytes);
        to += rowBytes;
      }
    }
  });
}
