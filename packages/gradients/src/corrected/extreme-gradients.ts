import {
  cast, div, equal, Max, Min, mul, reshape, sum, util, type GradConfig, type MaxAttrs, type MinAttrs, type Tensor,
} from '@tensorflow/tfjs-core';

/** The gradients of `max` and `min`: equal numbers share it, where tfjs's gives all of it to each of them. */
export const extremeGradients: readonly GradConfig[] = [
  {
    kernelName: Max,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const { reductionIndices } = attrs as unknown as MaxAttrs; // those of this kernel
      return { x: () => gradientOf(saved[0]!, saved[1]!, dy as Tensor, reductionIndices) }; // both have one output
    },
  },
  {
    kernelName: Min,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const { axis } = attrs as unknown as MinAttrs; // those of this kernel
      return { x: () => gradientOf(saved[0]!, saved[1]!, dy as Tensor, axis) };
    },
  },
];

function gradientOf(x: Tensor, y: Tensor, dy: Tensor, axis: number | number[]): Tensor {
  const axes = util.parseAxisParam(axis, x.shape);
  const kept = x.shape.map((length, index) => (axes.includes(index) ? 1 : length));
  const chosen = cast(equal(x, reshape(y, kept)), 'float32');
  return mul(div(chosen, sum(chosen, axes, true)), reshape(dy, kept));
}
