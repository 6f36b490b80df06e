import { fillNormal, fillTruncatedNormal } from '@varscope/random';
import { requireFloatCall } from './check-dtype.js';
import type { FillValues, FloatValues } from './initial-values.js';
import type { SeedOptions } from './initializer-options.js';
import type { InitializerCall } from './make-initializer.js';
import { planDraw } from './plan-draw.js';

const FILLS = { random_normal: fillNormal, truncated_normal: fillTruncatedNormal };

/** A distribution around a mean. */
export interface NormalParameters {
  readonly op: 'random_normal' | 'truncated_normal';
  readonly mean: number;
  readonly stddev: number;
}

/** Plans a call that draws normal numbers. */
export function planNormal(call: InitializerCall, { op, mean, stddev }: NormalParameters, seeds: SeedOptions): FillValues {
  const dtype = requireFloatCall(call.dtype, mean);
  return planDraw<FloatValues>(call, op, seeds, (out, seed, range) => FILLS[op](out, seed, { dtype, mean, stddev, ...range }));
}
