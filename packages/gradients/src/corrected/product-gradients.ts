import {
  backend_util, cumprod, Cumprod, cumsum, divNoNan, mul, Prod, reshape, transpose, util, type CumprodAttrs, type GradConfig,
  type ProdAttrs, type Tensor,
} from '@tensorflow/tfjs-core';

/** The gradients of products. That of `prod` is right for zeros too; tfjs's own needs the chained ops of `@tensorflow/tfjs`. */
export const productGradients: readonly GradConfig[] = [
  {
    kernelName: Prod,
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attrs) => {
      const { axis } = attrs as unknown as ProdAttrs; // those of this kernel
      return { x: () => prodGradient(saved[0]!, dy as Tensor, util.parseAxisParam(axis, saved[0]!.shape)) }; // one output
    },
  },
  {
    kernelName: Cumprod,
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attrs) => {
      const { axis, exclusive, reverse } = attrs as unknown as CumprodAttrs; // those of this kernel
      return {
        x: () => {
          const products = mul(cumprod(saved[0]!, axis, exclusive, reverse), dy as Tensor); // it has one output
          return divNoNan(cumsum(products, axis, exclusive, !reverse), saved[0]!);
        },
      };
    },
  },
];

/** `dy` times the product of all the others: of those before and of those after. */
function prodGradient(x: Tensor, dy: Tensor, axes: number[]): Tensor {
  const kept = x.shape.flatMap((_, axis) => (axes.includes(axis) ? [] : [axis]));
  const order = [...kept, ...axes];
  const turned = transpose(x, order);
  const sizeOf = (some: number[]): number => util.sizeFromShape(some.map((axis) => x.shape[axis]!));
  const rows = reshape(turned, [sizeOf(kept), sizeOf(axes)]);
  const others = mul(cumprod(rows, 1, true), cumprod(rows, 1, true, true));
  const gradient = reshape(mul(others, reshape(dy, [sizeOf(kept), 1])), turned.shape);
  return transpose(gradient, backend_util.getUndoAxesPermutation(order));
}
