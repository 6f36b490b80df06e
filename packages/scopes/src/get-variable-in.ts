import { shapesCompatible, type PartialShape } from '@varscope/spec';
import { creationSite, type CreationSite } from '@varscope/spec/errors';
import { runInFrame, type Frame, type GraphVariable } from '@varscope/store';
import { mergeShape, type GetVariableOptions } from './get-variable-options.js';
import { resolveRequest } from './resolve-request.js';
import type { VariableScope } from './scope.js';
import { findOrCreate, trueGetter } from './true-getter.js';

/** The functions of Varscope that a request goes through up to here, the user's, and one of someone who wraps ours. */
const FRAMES_TO_USER = 5;

/** Gets or creates a variable in `scope`, whatever is current in `frame`. */
export function getVariableIn(
  frame: Frame,
  scope: VariableScope,
  name: string,
  shape: PartialShape | number | GetVariableOptions | null | undefined,
  options?: GetVariableOptions,
): unknown {
  const reused = reusedVariable(frame, scope, name, shape, options);
  if (reused !== undefined) return reused;
  const { graph, store } = frame;
  const key = scope.prefix + name;
  // What does not exist is about to be created: here the stack is still short, and cheap to capture.
  const site = store.variables.has(key) || store.partitioned.has(key) ? null : creationSite(FRAMES_TO_USER);
  const requestedAt = site === null ? siteOfHit : (): CreationSite => site;
  // Variables do not see the name scope, and neither does what a getter, an initializer or a regularizer makes.
  const atRoot: Frame = { ...frame, nameScope: '', names: graph.names, requestedAt, outer: frame };
  return runInFrame(atRoot, () => {
    graph.requireAlive();
    const { fullName, customGetter, request } = resolveRequest(scope, name, mergeShape(shape, options));
    return customGetter === null ? findOrCreate(fullName, request) : customGetter(trueGetter, fullName, Object.freeze(request));
  });
}

/**
 * The variable of a request that asks for nothing but a name and a shape, where it exists and scope and request agree
 * that it is reused: without the checks that cannot fail then.
 */
function reusedVariable(
  frame: Frame,
  scope: VariableScope,
  name: string,
  shape: PartialShape | number | GetVariableOptions | null | undefined,
  options: GetVariableOptions | undefined,
): GraphVariable | undefined {
  const { settings } = scope;
  if (settings.reuse === false || settings.customGetter !== null || settings.partitioner !== null) return undefined;
  if (options !== undefined || (settings.initializer !== null && typeof settings.initializer !== 'function')) return undefined;
  const key = scope.prefix + name;
  const { variables, namesWithParts } = frame.store;
  const found = variables.get(key);
  if (found === undefined || found.declaredDtype !== settings.dtype) return undefined;
  if (namesWithParts.size > 0 && namesWithParts.has(key)) return undefined;
  if (shape === undefined || shape === null) return found;
  return Array.isArray(shape) && shapesCompatible(shape as PartialShape, found.shape) ? found : undefined;
}

/** What exists is found, and nobody asks for the place, as a rule. Getters of the user may lie between here and it. */
function siteOfHit(): CreationSite {
  return creationSite(undefined, getVariableIn);
}
