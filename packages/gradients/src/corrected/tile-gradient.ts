import { reshape, sum, Tile, util, type GradConfig, type Tensor, type TileAttrs } from '@tensorflow/tfjs-core';

/** The gradient of `tile` and `broadcastTo`: the sum of the copies. tfjs's fails from rank 5 on, and cuts out every copy. */
export const tileGradient: GradConfig = {
  kernelName: Tile,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs) => {
    const { reps } = attrs as unknown as TileAttrs; // those of this kernel
    const sumCopies = (gradient: Tensor, copies: number, axis: number): Tensor => {
      if (copies === 1) return gradient;
      const outer = util.sizeFromShape(x!.shape.slice(0, axis));
      const inner = util.sizeFromShape([...x!.shape.slice(axis), ...reps.slice(axis + 1)]);
      return sum(reshape(gradient, [outer, copies, inner]), 1);
    };
    return { x: () => reshape(reps.reduce(sumCopies, dy as Tensor), x!.shape) }; // it has one output
  },
};
