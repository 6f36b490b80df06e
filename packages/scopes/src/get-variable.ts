import type { PartialShape, Partitioner } from '@varscope/spec';
import { currentFrame, type PartitionedVariable, type Variable } from '@varscope/store';
import type { DeclaredName, DeclaredOptions, DeclaredShape, ShapeArgument } from './declared-variables.js';
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
export function getVariable<const Name extends string, const RequestedShape extends ShapeArgument>(
  name: Name & DeclaredName<Name>,
  options: DeclaredOptions<Name, RequestedShape> & { readonly partitioner: Partitioner },
): PartitionedVariable;
export function getVariable<const Name extends string, const RequestedShape extends ShapeArgument>(
  name: Name & DeclaredName<Name>,
  shape: RequestedShape & DeclaredShape<Name, RequestedShape>,
  options: DeclaredOptions<Name, ShapeArgument> & { readonly partitioner: Partitioner },
): PartitionedVariable;
export function getVariable<T = Variable, const Name extends string = string, const RequestedShape extends ShapeArgument = ShapeArgument>(
  name: Name & DeclaredName<Name>,
  options?: DeclaredOptions<Name, RequestedShape>,
): T;
export function getVariable<T = Variable, const Name extends string = string, const RequestedShape extends ShapeArgument = ShapeArgument>(
  name: Name & DeclaredName<Name>,
  shape?: RequestedShape & DeclaredShape<Name, RequestedShape>,
  options?: DeclaredOptions<Name, ShapeArgument>,
): T;
export function getVariable(
  name: string,
  shape?: PartialShape | number | GetVariableOptions | null,
  options?: GetVariableOptions,
): unknown {
  const frame = currentFrame();
  return getVariableIn(frame, scopeOf(frame), name, shape, options);
}
