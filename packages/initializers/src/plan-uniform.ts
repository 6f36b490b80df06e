import { fillUniform } from '@varscope/random';
import { requireFloatCall, requireUniformCall } from './check-dtype.js';
import type { FillValues, FloatValues } from './initial-values.js';
import type { SeedOptions } from './initializer-options.js';
import type { InitializerCall } from './make-initializer.js';
import { planDraw } from './plan-draw.js';

/** Plans a call that draws uniform floats from `[minval, maxval)`. */
export function planUniform(call: InitializerCall, minval: number, maxval: number, seeds: SeedOptions): FillValues {
  requireUniformCall(call.dtype);
  const dtype = requireFloatCall(call.dtype, minval);
  return planDraw<FloatValues>(call, 'random_uniform', seeds, (out, seed, range) =>
    fillUniform(out, seed, { dtype, minval, maxval, ...range }),
  );
}
