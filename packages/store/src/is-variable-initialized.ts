import type { VariableLike } from '@varscope/spec';

/** Whether a variable has a value now: `variable.isInitialized`. `tf.is_variable_initialized`, which gives a tensor. */
export function isVariableInitialized(variable: VariableLike): boolean {
  return variable.isInitialized;
}
