import type { VariableScope } from './scope.js';
import { VariableScopeContext } from './variable-scope-context.js';
import type { VariableScopeOptions } from './variable-scope-options.js';

/**
 * Opens a variable scope below the current one, or enters a captured one again. `tf.variable_scope`.
 *
 * With a body, the body runs in it and may be async (in Node, and wherever the engine has AsyncContext). Without one,
 * the scope stays open until the end of the block of `using scope = variableScope(…)`, which must be synchronous.
 * @throws ScopeNameMissingError, ScopeTypeError, ReuseInvalidError, ReuseWithoutNameError, AuxiliaryTypeError, BadNameError
 * @example
 * ```ts
 * variableScope('layer', { initializer: zerosInitializer }, (scope) => getVariable('bias', [10]));
 * ```
 */
export function variableScope<R>(nameOrScope: string | VariableScope | null, body: (scope: VariableScope) => R): R;
export function variableScope<R>(
  nameOrScope: string | VariableScope | null,
  options: VariableScopeOptions,
  body: (scope: VariableScope) => R,
): R;
export function variableScope(nameOrScope: string | VariableScope | null, options?: VariableScopeOptions): VariableScope;
export function variableScope<R>(
  nameOrScope: string | VariableScope | null,
  optionsOrBody: VariableScopeOptions | ((scope: VariableScope) => R) = {},
  body?: (scope: VariableScope) => R,
): R | VariableScope {
  const options = typeof optionsOrBody === 'function' ? {} : optionsOrBody;
  const run = typeof optionsOrBody === 'function' ? optionsOrBody : body;
  const context = new VariableScopeContext(nameOrScope, options);
  return run === undefined ? context.enter() : context.run(run);
}
