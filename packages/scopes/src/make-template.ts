import { GraphKeys, type VariableCreator } from '@varscope/spec';
import { NotCallableError, TemplateNameMissingError, TemplateNewTrainableError } from '@varscope/spec/errors';
import { currentFrame, isThenable, refuseAsyncFunction, variableCreatorScope, type Variable } from '@varscope/store';
import type { VariableScope } from './scope.js';
import { templateScopeNow } from './template-scope-now.js';
import type { Template, TemplateOptions } from './template.js';
import { variableScope } from './variable-scope.js';

/**
 * Wraps `func` so that its variables are created by the first call and shared by all others. `tf.make_template`.
 *
 * The scope gets its name, made unique, at the first call, where it inherits everything; later calls enter it again
 * from wherever they are. A first call that throws does not count. `func` may be async where the current scope follows
 * an `await`.
 * @throws TemplateNameMissingError without a name.
 * @throws TemplateNewTrainableError from a later call that made a trainable variable, after the fact.
 */
export function makeTemplate<Parameters extends unknown[], Result>(
  name: string,
  func: (...parameters: Parameters) => Result,
  options: TemplateOptions<Parameters[0] extends object ? Parameters[0] : object> = {},
): Template<Parameters, Result> {
  if (name === null || name === undefined) throw new TemplateNameMissingError('name cannot be None.');
  if (typeof func !== 'function') throw new NotCallableError(`'${typeof func}' object is not callable`);
  const { uniqueName = null, customGetter = null } = options;
  const bound = bindKeywords(func, options.kwargs ?? null);
  let scope: VariableScope | null = options.createScopeNow === true ? templateScopeNow(name, uniqueName, customGetter) : null;
  let state: 'new' | 'first-call' | 'created' = 'new';

  const call = (...parameters: Parameters): Result => {
    refuseAsyncFunction(func);
    if (scope !== null) return variableScope(scope, { reuse: state !== 'new' }, () => run(parameters));
    return variableScope(uniqueName, { defaultName: name, customGetter }, (opened) => {
      scope = opened;
      return run(parameters);
    });
  };

  const run = (parameters: Parameters): Result => {
    if (state === 'created') return withoutNewTrainables(() => bound(...parameters));
    if (state === 'first-call') return bound(...parameters); // a call inside of the first one, or beside it
    state = 'first-call';
    return settle(
      () => bound(...parameters),
      () => {
        state = 'created';
      },
      () => {
        state = 'new';
      },
    );
  };

  const list = (key: string): Variable[] => {
    if (state !== 'created' || scope === null) return [];
    return scope.graph.collections.get(key, prefixOf(scope)) as Variable[]; // what users add there is their contract
  };
  const global = (): Variable[] => list(GraphKeys.GLOBAL_VARIABLES);
  const local = (): Variable[] => list(GraphKeys.LOCAL_VARIABLES);
  const trainable = (): Variable[] => list(GraphKeys.TRAINABLE_VARIABLES);
  const all = (): Variable[] => [...global(), ...local()];
  const nonTrainable = (): Variable[] => {
    const trained = new Set(trainable());
    return global().filter((variable) => !trained.has(variable));
  };
  return Object.defineProperties(call, {
    name: { value: name },
    func: { value: bound },
    variableScope: { get: () => scope },
    variableScopeName: { get: () => (scope === null ? null : prefixOf(scope)) },
    variables: { get: all },
    globalVariables: { get: global },
    localVariables: { get: local },
    trainableVariables: { get: trainable },
    nonTrainableVariables: { get: nonTrainable },
    weights: { get: all },
    trainableWeights: { get: trainable },
    nonTrainableWeights: { get: nonTrainable },
  }) as Template<Parameters, Result>; // the properties are those of a template
}

function bindKeywords<Parameters extends unknown[], Result>(
  func: (...parameters: Parameters) => Result,
  keywords: object | null,
): (...parameters: Parameters) => Result {
  if (keywords === null) return func;
  return (...[first, ...others]: Parameters) =>
    func(...([{ ...keywords, ...(first as object) }, ...others] as Parameters)); // the first argument is the keywords
}

/** Runs `body` and tells whether it completed, now or when its promise settles. */
function settle<Result>(body: () => Result, completed: () => void, failed: () => void): Result {
  let result: Result;
  try {
    result = body();
  } catch (error) {
    failed();
    throw error;
  }
  if (!isThenable(result)) {
    completed();
    return result;
  }
  const settled = result.then(
    (value) => {
      completed();
      return value;
    },
    (error: unknown) => {
      failed();
      throw error;
    },
  );
  return settled as Result; // a promise of the same value
}

/** @throws TemplateNewTrainableError when `body` made a trainable variable. */
function withoutNewTrainables<Result>(body: () => Result): Result {
  const trainable = currentFrame().graph.collections.ref(GraphKeys.TRAINABLE_VARIABLES);
  const before = trainable.length;
  const made = new Set<unknown>();
  const note: VariableCreator = (next, options) => {
    const variable = next(options);
    made.add(variable);
    return variable;
  };
  const result = variableCreatorScope(note, body);
  if (!isThenable(result)) {
    requireNone(trainable.slice(before));
    return result;
  }
  const settled = result.then((value) => {
    requireNone(trainable.filter((variable) => made.has(variable))); // other code may have made some, too
    return value;
  });
  return settled as Result; // a promise of the same value
}

function requireNone(made: readonly unknown[]): void {
  if (made.length === 0) return;
  const names = (made as readonly Variable[]).map((variable) => variable.name); // it is their collection
  throw new TemplateNewTrainableError(
    `Trainable variable created when calling a template after the first time, perhaps you used tf.Variable when you meant tf.get_variable: ${names.join(', ')}`,
  );
}

function prefixOf(scope: VariableScope): string {
  return scope.name === '' || scope.name.endsWith('/') ? scope.name : `${scope.name}/`;
}
