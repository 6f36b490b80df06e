import {
  cast, div, FloorDiv, greaterEqual, lessEqual, Maximum, Minimum, mul, neg, RealDiv, SquaredDifference, sub, zeros, zerosLike,
  type GradConfig, type Tensor,
} from '@tensorflow/tfjs-core';
import { choose } from './choose.js';
import { sumTo } from './sum-to.js';

/** The derivatives of a function of two numbers, each times `dy`, of the shape of the result. */
type Derivatives = (dy: Tensor, a: Tensor, b: Tensor) => { readonly a: () => Tensor; readonly b: () => Tensor };

/**
 * The gradients of functions of two tensors, one of which may be broadcast to the other's shape. tfjs's fail where they
 * are, except that of `div`, which overflows: it divides by the square of what was divided by. That of `floorDiv`, a step,
 * is 0.
 */
export const broadcastingGradients: readonly GradConfig[] = [
  broadcasting(SquaredDifference, (dy, a, b) => {
    const slope = (): Tensor => mul(dy, mul(sub(a, b), 2));
    return { a: slope, b: () => neg(slope()) };
  }),
  broadcasting(RealDiv, (dy, a, b) => ({
    a: () => div(dy, cast(b, 'float32')),
    b: () => mul(dy, neg(div(div(a, b), cast(b, 'float32')))),
  })),
  // Of equal numbers the first gets it all, of NaNs the second.
  broadcasting(Maximum, (dy, a, b) => chosen(dy, greaterEqual(a, b))),
  broadcasting(Minimum, (dy, a, b) => chosen(dy, lessEqual(a, b))),
  {
    kernelName: FloorDiv,
    inputsToSave: ['a', 'b'],
    gradFunc: (_, [a, b]) => ({ a: () => zeros(a!.shape), b: () => zeros(b!.shape) }),
  },
];

function broadcasting(kernelName: string, derivatives: Derivatives): GradConfig {
  return {
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, saved) => {
      const [a, b] = saved as [Tensor, Tensor]; // as named above
      const slopes = derivatives(dy as Tensor, a, b); // they have one output
      return { a: () => sumTo(a.shape, slopes.a()), b: () => sumTo(b.shape, slopes.b()) };
    },
  };
}

function chosen(dy: Tensor, first: Tensor): ReturnType<Derivatives> {
  return { a: () => choose(first, dy, zerosLike(dy)), b: () => choose(first, zerosLike(dy), dy) };
}
