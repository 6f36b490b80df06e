import type { PartialShape } from '@varscope/spec';
import { currentFrame, type Variable } from '@varscope/store';
import { getVariableIn } from './get-variable-in.js';
import type { GetVariableOptions } from './get-variable-options.js';
import { localOptions } from './local-options.js';
import { scopeOf } from './root-scope.js';

/**
 * As `getVariable`, for a variable that is not trained and belongs to the local variables rather than the global ones.
 * A `trainable` that is passed is ignored. Names are not checked against `VarscopeVariables`. `tf.get_local_variable`.
 */
export function getLocalVariable<T = Variable>(name: string, options?: GetVariableOptions): T;
export function getLocalVariable<T = Variable>(
  name: string,
  shape?: PartialShape | number | null,
  options?: GetVariableOptions,
): T;
export function getLocalVariable(
  name: string,
  shape?: PartialShape | number | GetVariableOptions | null,
  options?: GetVariableOptions,
): unknown {
  const frame = currentFrame();
  return getVariableIn(frame, scopeOf(frame), name, localOptions(shape, options));
}
