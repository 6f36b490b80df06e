import { roundToDType, type FloatDType } from '@varscope/random';
import type { FloatValues } from './initial-values.js';

/** Writes `values` times `gain` to `out`, each factor and each product rounded to `dtype`. */
export function scaleInto(out: FloatValues, values: Float64Array, gain: number, dtype: FloatDType): void {
  const factor = roundToDType(gain, dtype);
  values.forEach((value, i) => {
    out[i] = roundToDType(factor * roundToDType(value, dtype), dtype);
  });
}
