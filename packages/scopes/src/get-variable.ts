import type { PartialShape, Partitioner } from '@varscope/spec';
import { currentFrame, type PartitionedVariable, type Variable } from '@varscope/store';
import { getVariableIn } from './get-variable-in.js';
import type { GetVariableOptions } from './get-variable-options.js';
import { scopeOf } from './root-scope.js';

/**
 * Gets the variable `name` of the current scope, or creates it, as the scope's reuse says. `tf.get_variable`.
 *
 * With a partitioner it is a `PartitionedVariable`; a custom getter may return anything else. The graph owns it.
 *
 * @throws VariableExistsError, VariableMissingError when reuse does not allow it.
 * @throws ShapeMismatchError, DTypeMismatchError when it exists with another shape or dtype. The dtype of the request
 * is never unset: it is the scope's, float32 by default.
 * @example
 * ```ts
 * variableScope('layer', { reuse: AUTO_REUSE }, () => getVariable('w', [784, 10])).name; // 'layer/w:0'
 * ```
 */
export function getVariable(
  name: string,
  options: GetVariableOptions & { readonly partitioner: Partitioner },
): PartitionedVariable;
export function getVariable(
  name: string,
  shape: PartialShape | number | null,
  options: GetVariableOptions & { readonly partitioner: Partitioner },
): PartitionedVariable;
export function getVariable<T = Variable>(name: string, options?: GetVariableOptions): T;
export function getVariable<T = Variable>(
  name: string,
  shape?: PartialShape | number | null,
  options?: GetVariableOptions,
): T;
export function getVariable(
  name: string,
  shape?: PartialShape | number | GetVariableOptions | null,
  options?: GetVariableOptions,
): unknown {
  const frame = currentFrame();
  return getVariableIn(frame, scopeOf(frame), name, shape, options);
}
