import { dtypeInfo, type DType } from '@varscope/spec';
import { elementsOf, toElement } from './elements.js';
import type { InitialValues } from './initial-values.js';

/** Sets every value of `out` to `value`. */
export function fillNumber(out: InitialValues, dtype: DType, value: number): void {
  const elements = elementsOf(out);
  if (dtypeInfo(dtype)?.kind !== 'complex') {
    elements.fill(toElement(value, dtype));
    return;
  }
  for (let i = 0; i < elements.length; i += 2) {
    elements[i] = value;
    elements[i + 1] = 0;
  }
}
