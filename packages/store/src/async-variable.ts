/** A value that belongs to the code that is running rather than to a module. */
export interface AsyncVariable<T> {
  /** Whether the value is still there after an `await`. */
  readonly followsAwait: boolean;
  /** Runs `body`, and with `followsAwait` everything it starts, with `value`. */
  run<R>(value: T, body: () => R): R;
  get(): T | undefined;
  /** Replaces the value for the rest of the synchronous code that runs, and what it starts. Not every platform can. */
  set?(value: T): void;
}
