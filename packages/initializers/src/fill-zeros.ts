import type { DType } from '@varscope/spec';
import { elementsOf } from './elements.js';
import { fillNumber } from './fill-number.js';
import type { InitialValues } from './initial-values.js';

/** Sets every value of `out` to zero, `false` or the empty string. */
export function fillZeros(out: InitialValues, dtype: DType): void {
  if (dtype === 'string') elementsOf(out).fill('');
  else fillNumber(out, dtype, 0);
}
