import { add, mul, range, reshape, scalar, scatterND, TopK, util, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';

/** The gradient of the values of `topk`: each back in the place that it was taken from. */
export const topKGradient: GradConfig = {
  kernelName: TopK,
  inputsToSave: ['x'],
  outputsToSave: [false, true],
  gradFunc: (dy, saved) => {
    const [x, indices] = saved as [Tensor, Tensor]; // as named above
    const [dValues] = dy as Tensor[]; // it has two outputs
    const length = x.shape.at(-1)!;
    const size = util.sizeFromShape(x.shape);
    const rowStarts = reshape(mul(range(0, size / length, 1, 'int32'), scalar(length, 'int32')), [-1, 1]);
    const places = add(reshape(indices, [size / length, -1]), rowStarts);
    return {
      x: () => reshape(scatterND(reshape(places, [-1, 1]), reshape(dValues!, [-1]), [size]), x.shape),
    };
  },
};
