import {
  add, GatherV2, mul, range, reshape, scalar, transpose, unsortedSegmentSum, util, zeros, type GatherV2Attrs, type GradConfig, type Rank,
  type Tensor,
} from '@tensorflow/tfjs-core';

/**
 * The gradient of `gather`, of batches and of several dimensions of them too; tfjs's needs the chained ops of
 * `@tensorflow/tfjs` for one and fails for more. Rows that were taken several times get the sum.
 */
export const gatherGradient: GradConfig = {
  kernelName: GatherV2,
  inputsToSave: ['x', 'indices'],
  gradFunc: (dy, saved, attrs) => {
    const { axis, batchDims } = attrs as unknown as GatherV2Attrs; // those of this kernel
    const [x, indices] = saved as [Tensor, Tensor]; // as named above
    const [position] = util.parseAxisParam(axis, x.shape) as [number]; // of one axis
    return {
      x: () => gradientOf(x, indices, dy as Tensor, position, batchDims), // it has one output
      indices: () => zeros(indices.shape),
    };
  },
};

/** The places of all batches are numbered one after the other, and what was read from each is summed. */
function gradientOf(x: Tensor, indices: Tensor, dy: Tensor, axis: number, batchDims: number): Tensor {
  const size = util.sizeFromShape;
  const batches = size(x.shape.slice(0, batchDims));
  const outer = size(x.shape.slice(batchDims, axis));
  const inner = size(x.shape.slice(axis + 1));
  const length = x.shape[axis]!;
  if (dy.size === 0) return zeros(x.shape); // of which tfjs's shaders have no sums
  const taken = size(indices.shape.slice(batchDims));
  const starts = (): Tensor => reshape(mul(range(0, batches, 1, 'int32'), scalar(length, 'int32')), [-1, 1]);
  const places = batches === 1 ? indices : add(reshape(indices, [batches, taken]), starts());
  const rows = reshape(swap(dy, [batches, outer, taken, inner]), [batches * taken, outer * inner]);
  const sums = unsortedSegmentSum(rows, reshape<Rank.R1>(places, [batches * taken]), batches * length);
  return reshape(swap(sums, [batches, length, outer, inner]), x.shape);
}

/** Exchanges the two axes in the middle, by moving nothing where one has the length 1. */
function swap(x: Tensor, shape: [number, number, number, number]): Tensor {
  return shape[1] === 1 || shape[2] === 1 ? x : transpose(reshape(x, shape), [0, 2, 1, 3]);
}
