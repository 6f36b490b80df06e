import { AsyncLocalStorage } from 'node:async_hooks';
import type { AsyncVariable } from './async-variable.js';

/** A variable of the current asynchronous context, on Node's AsyncLocalStorage. */
export function createAsyncVariable<T>(): AsyncVariable<T> {
  const storage = new AsyncLocalStorage<T>();
  return {
    followsAwait: true,
    run: (value, body) => storage.run(value, body),
    get: () => storage.getStore(),
    set: (value) => {
      storage.enterWith(value);
    },
  };
}
