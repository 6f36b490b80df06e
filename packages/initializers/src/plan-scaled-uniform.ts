import type { FillValues } from './initial-values.js';
import type { SeedOptions } from './initializer-options.js';
import type { InitializerCall } from './make-initializer.js';
import { planUniform } from './plan-uniform.js';

/** Plans a call that draws uniform numbers around 0 with this variance. */
export function planScaledUniform(call: InitializerCall, variance: number, seeds: SeedOptions): FillValues {
  const limit = Math.sqrt(3 * variance);
  return planUniform(call, -limit, limit, seeds);
}
