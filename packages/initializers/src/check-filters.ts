import type { Shape } from '@varscope/spec';
import { InvalidArgumentError } from '@varscope/spec/errors';

/** The dimensions of a convolution kernel. */
export interface Filters {
  readonly window: Shape;
  readonly inputs: number;
  readonly outputs: number;
}

/** @throws InvalidArgumentError when an orthogonal kernel would have more input than output channels. */
export function checkFilters(shape: Shape): Filters {
  const [inputs, outputs] = shape.slice(-2) as [number, number]; // callers have checked the rank
  if (inputs <= outputs) return { window: shape.slice(0, -2), inputs, outputs };
  throw new InvalidArgumentError(
    `In_filters, specified by shape[-2]=${inputs} cannot be greater than out_filters, specified by shape[-1]=${outputs}.`,
  );
}
