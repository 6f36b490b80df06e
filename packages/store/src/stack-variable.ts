import type { AsyncVariable } from './async-variable.js';

/** A variable for synchronous code alone: it is restored when the body returns, even if the body goes on later. */
export function createStackVariable<T>(): AsyncVariable<T> {
  let current: T | undefined;
  return {
    followsAwait: false,
    run(value, body) {
      const outer = current;
      current = value;
      try {
        return body();
      } finally {
        current = outer;
      }
    },
    get: () => current,
  };
}
