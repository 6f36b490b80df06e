import type { GraphVariable } from './graph-variable.js';
import { globalVariables, localVariables } from './variable-lists.js';

/** The op names of the variables without a value; of the global and local ones if no list is given. */
export function reportUninitializedVariables(variables?: readonly GraphVariable[]): string[] {
  const list = variables ?? [...globalVariables(), ...localVariables()];
  return list.filter((variable) => !variable.isInitialized).map((variable) => variable.op.name);
}
