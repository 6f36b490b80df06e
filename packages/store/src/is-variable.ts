import type { GraphVariable } from './graph-variable.js';

/** What every variable carries, in every copy of this package. */
export const VARIABLE_BRAND: symbol = Symbol.for('varscope.variable');

/** Whether `value` is a variable of Varscope, from any copy of it. */
export function isVariable(value: unknown): value is GraphVariable {
  return typeof value === 'object' && value !== null && VARIABLE_BRAND in value;
}
