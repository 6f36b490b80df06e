import {
  UnsortedSegmentSum, util, type KernelConfig, type UnsortedSegmentSumAttrs, type UnsortedSegmentSumInputs,
} from '@tensorflow/tfjs-core';
import { SEGMENTS_MODULE } from '../segments-module.generated.js';
import { defineKernel } from './define-kernel.js';
import { instantiateKernels } from './instantiate-kernels.js';
import { makeTensor } from './make-tensor.js';
import { addressOf } from './wasm-backend.js';

/** Sums rows `count` of `width` elements. */
type SumSegments = (x: number, ids: number, out: number, count: number, width: number, segments: number) => void;

/** The functions of `as/segments.ts`. */
interface Segments {
  readonly sumSegments: SumSegments;
  readonly sumIntSegments: SumSegments;
}

/**
 * The sum of the rows of each segment, which is the gradient of a lookup too; tfjs has no kernel for it. As on its other
 * backends a row whose segment does not exist counts nowhere; TensorFlow refuses one that is too large.
 */
export const unsortedSegmentSum: KernelConfig = defineKernel<UnsortedSegmentSumInputs, UnsortedSegmentSumAttrs>(
  UnsortedSegmentSum,
  ({ inputs: { x, segmentIds }, attrs: { numSegments }, backend }) => {
    const kernels = instantiateKernels<Segments>(backend, SEGMENTS_MODULE);
    const sum = x.dtype === 'int32' ? kernels.sumIntSegments : kernels.sumSegments;
    const rowShape = x.shape.slice(segmentIds.shape.length);
    const count = util.sizeFromShape(segmentIds.shape);
    return makeTensor(backend, [numSegments, ...rowShape], x.dtype, (out) =>
      sum(addressOf(backend, x), addressOf(backend, segmentIds), out, count, util.sizeFromShape(rowShape), numSegments));
  },
);
