import { DepthToSpace, reshape, transpose, type DepthToSpaceAttrs, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';

/** The gradient of `depthToSpace`: space to depth. */
export const depthToSpaceGradient: GradConfig = {
  kernelName: DepthToSpace,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const { blockSize: block, dataFormat } = attrs as unknown as DepthToSpaceAttrs; // those of this kernel
    const shape = saved[0]!.shape as [number, number, number, number]; // as the op has checked
    const [batch, ...sizes] = shape;
    const blocks = block * block;
    const channelsLast = dataFormat === 'NHWC';
    const [height, width, depth] = channelsLast ? sizes : [sizes[1], sizes[2], sizes[0]];
    const parts = channelsLast
      ? [batch, height, block, width, block, depth / blocks]
      : [batch, depth / blocks, height, block, width, block];
    const order = channelsLast ? [0, 1, 3, 2, 4, 5] : [0, 3, 5, 1, 2, 4];
    return { x: () => reshape(transpose(reshape(dy as Tensor, parts), order), shape) }; // it has one output
  },
};
