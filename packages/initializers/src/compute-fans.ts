import { numElements, type Shape } from '@varscope/spec';

/** How many units of the layer before and after a weight of `shape` it connects to each unit. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** The fans of a weight: rows and columns of a matrix; of a convolution kernel, its channels times its window. */
export function computeFans(shape: Shape): Fans {
  const out = shape.at(-1) ?? 1;
  const window = numElements(shape.slice(0, -2));
  return { fanIn: (shape.at(-2) ?? out) * window, fanOut: out * window };
}
