import { add, div, divNoNan, floor, max, maximum, min, minimum, mul, neg, sub, type Tensor } from '@tensorflow/tfjs-core';
import type { CustomGetter } from '@varscope/spec';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { stopGradient } from './stop-gradient.js';
import { transformingGetter } from './transforming-getter.js';

/** Options of `fakeQuantizeGetter`. */
export interface FakeQuantizeOptions {
  /** 2 to 16. Default 8. */
  readonly bits?: number;
  /** Leaves out the lowest level. Default false. */
  readonly narrowRange?: boolean;
  /** A range for every entry of the last axis instead of one for all. Default false. */
  readonly perChannel?: boolean;
}

/**
 * Gives every float variable rounded to the levels that `bits` bits have, as it will be when the model is quantized, so
 * that training gets used to it. The range is that of the values and 0, moved so that 0 is a level. Gradients pass the
 * rounding as if it were not there. Values and gradients are those of `tf.quantization.fake_quant_with_min_max_vars`.
 *
 * A new tensor, owned by the caller. Integers and booleans are given as they are.
 *
 * @throws InvalidArgumentError when `bits` is no integer from 2 to 16.
 */
export function fakeQuantizeGetter(options: FakeQuantizeOptions = {}): CustomGetter {
  const { bits = 8, narrowRange = false, perChannel = false } = options;
  if (!Number.isInteger(bits) || bits < 2 || bits > 16) {
    throw new InvalidArgumentError(`num_bits must be an integer from 2 to 16, but is ${bits}.`);
  }
  const steps = 2 ** bits - (narrowRange ? 2 : 1);
  return transformingGetter((value) => {
    if (value.dtype !== 'float32') return value;
    const levels = levelsOf(stopGradient(value), steps, perChannel);
    const clipped = minimum(maximum(value, levels.smallest), levels.largest);
    return add(clipped, stopGradient(sub(nearestLevel(clipped, levels), clipped)));
  });
}

interface Levels {
  readonly smallest: Tensor;
  readonly largest: Tensor;
  /** Between two levels, and its inverse; both are 0 when all values are. */
  readonly step: Tensor;
  readonly inverse: Tensor;
  /** Steps from the smallest level to 0. */
  readonly zero: Tensor;
}

function levelsOf(value: Tensor, steps: number, perChannel: boolean): Levels {
  const axes = perChannel ? value.shape.slice(0, -1).map((_, axis) => axis) : undefined;
  const lowest = minimum(min(value, axes), 0);
  const range = sub(maximum(max(value, axes), 0), lowest);
  const step = div(range, steps);
  const zero = floor(add(divNoNan(neg(lowest), step), 0.5));
  return {
    smallest: mul(neg(zero), step),
    largest: mul(sub(steps, zero), step),
    step,
    inverse: divNoNan(steps, range),
    zero,
  };
}

function nearestLevel(value: Tensor, { smallest, step, inverse, zero }: Levels): Tensor {
  const stepsFromZero = sub(mul(sub(value, smallest), inverse), zero);
  return mul(floor(add(stepsFromZero, 0.5)), step);
}
