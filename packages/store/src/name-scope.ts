/// <reference lib="esnext.disposable" preserve="true" />
import { InvalidArgumentError } from '@varscope/spec/errors';
import { enterFrame, leaveFrame, refuseAsyncFunction, runInFrame, type Frame } from './context.js';
import { currentFrame } from './current-frame.js';
import { insideNameScope } from './inside-name-scope.js';

/** The options of `nameScope`. */
export interface NameScopeOptions {
  /** The name where `name` is `null`. */
  readonly defaultName?: string | null;
  /** What the ops of the scope compute with; accepted for the sake of ported programs. */
  readonly values?: readonly unknown[];
}

/** An open name scope, closed by `using` at the end of its block. */
export interface OpenNameScope extends Disposable {
  /** The name with a final `/`; empty at the root. */
  readonly name: string;
}

/**
 * Opens a name scope: `null` or `''` go back to the root, a final `/` means an absolute name that is taken as it is,
 * and any other name is made unique in the current scope. Names of ops and of `new Variable` begin with it;
 * `getVariable` does not see it. The body receives the name with a final `/`.
 * @throws BadNameError when TensorFlow does not allow the name.
 */
export function nameScope<R>(name: string | null, body: (name: string) => R): R;
export function nameScope<R>(name: string | null, options: NameScopeOptions, body: (name: string) => R): R;
export function nameScope(name: string | null, options?: NameScopeOptions): OpenNameScope;
export function nameScope<R>(
  name: string | null,
  optionsOrBody: NameScopeOptions | ((name: string) => R) = {},
  body?: (name: string) => R,
): R | OpenNameScope {
  const options = typeof optionsOrBody === 'function' ? {} : optionsOrBody;
  const run = typeof optionsOrBody === 'function' ? optionsOrBody : body;
  refuseAsyncFunction(run);
  const frame = openNameScope(name, options);
  const opened = frame.nameScope === '' ? '' : `${frame.nameScope}/`;
  if (run !== undefined) return runInFrame(frame, () => run(opened));
  enterFrame(frame, opened);
  return {
    name: opened,
    [Symbol.dispose]: () => {
      const error = leaveFrame(frame);
      if (error !== null) throw error;
    },
  };
}

/** The current name scope, without a final `/`. */
export function getNameScope(): string {
  return currentFrame().nameScope;
}

function openNameScope(name: string | null, { defaultName = null, values }: NameScopeOptions): Frame {
  if (name === null && defaultName === null && values !== undefined) {
    throw new InvalidArgumentError('At least one of name (null) and defaultName (null) must be provided.');
  }
  const outer = currentFrame();
  return { ...insideNameScope(outer, name ?? defaultName), outer };
}
