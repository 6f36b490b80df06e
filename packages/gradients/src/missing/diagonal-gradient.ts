import { Diag, gather, range, reshape, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';

/** The gradient of `diag`: the diagonal. */
export const diagonalGradient: GradConfig = {
  kernelName: Diag,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => {
    const { size, shape } = x!;
    const places = range(0, size * size, size + 1, 'int32');
    return { x: () => reshape(gather(reshape(dy as Tensor, [-1]), places), shape) }; // it has one output
  },
};
