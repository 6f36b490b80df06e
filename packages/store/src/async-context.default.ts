import type { AsyncVariable } from './async-variable.js';
import { createStackVariable } from './stack-variable.js';

/** The part of TC39's AsyncContext proposal that is used, where an engine has it. */
interface NativeAsyncContext {
  readonly Variable: new <T>() => { run<R>(value: T, body: () => R): R; get(): T | undefined };
}

/** A variable of the current asynchronous context: native where the engine has it, else a plain one that cannot follow an `await`. */
export function createAsyncVariable<T>(): AsyncVariable<T> {
  const native = (globalThis as { AsyncContext?: NativeAsyncContext }).AsyncContext;
  if (native === undefined) return createStackVariable<T>();
  const variable = new native.Variable<T>();
  return { followsAwait: true, run: (value, body) => variable.run(value, body), get: () => variable.get() };
}
