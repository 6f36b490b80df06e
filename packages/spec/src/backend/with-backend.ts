import { engine, setBackend } from '@tensorflow/tfjs-core';

/** Runs synchronous `body` with a backend that has started as the current one. */
export function withBackend<R>(name: string, body: () => R): R {
  const outer = engine().backendName;
  if (outer === name) return body();
  void setBackend(name); // done when it returns: nothing waits for a backend that has started
  try {
    return body();
  } finally {
    if (outer) void setBackend(outer);
  }
}
