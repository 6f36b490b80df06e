import { dtypeInfo, type DType } from '@varscope/spec';
import { roundToDType } from '@varscope/random';
import type { InitialValues } from './initial-values.js';

/** One element of `InitialValues`: a bigint in arrays of 64-bit integers. */
export type Element = number | bigint | string;

/** `InitialValues` as something to write to, whatever its kind. */
export interface Elements {
  [index: number]: Element;
  readonly length: number;
  fill(element: Element, start?: number): unknown;
}

/** `values` to write elements to that `toElement` made for its dtype. */
export function elementsOf(values: InitialValues): Elements {
  return values; // TypeScript has no common type of arrays that take numbers and that take bigints
}

/** A value as an element for `dtype`: rounded to it, and wrapped as TensorFlow does where an integer does not fit. */
export function toElement(value: number | bigint | boolean, dtype: DType): Element {
  if (dtype === 'int64' || dtype === 'uint64') return BigInt(value);
  if (dtype === 'float16' || dtype === 'bfloat16') return roundToDType(Number(value), dtype);
  // The typed arrays round and wrap numbers themselves.
  return typeof value === 'bigint' && dtypeInfo(dtype)?.kind === 'integer' ? Number(BigInt.asIntN(32, value)) : Number(value);
}
