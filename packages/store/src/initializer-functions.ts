import type { GraphVariable } from './graph-variable.js';
import { globalVariables, localVariables } from './variable-lists.js';
import { VariablesInitializer } from './variables-initializer.js';

/** The op that initializes all global variables of the current graph: `globalVariablesInitializer().run()`. */
export function globalVariablesInitializer(): VariablesInitializer {
  return new VariablesInitializer(globalVariables());
}

/** The op that initializes all local variables of the current graph. */
export function localVariablesInitializer(): VariablesInitializer {
  return new VariablesInitializer(localVariables());
}

/** The op that initializes the variables of a list. */
export function variablesInitializer(variables: readonly GraphVariable[]): VariablesInitializer {
  return new VariablesInitializer(variables);
}
