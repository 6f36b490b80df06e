/** Fails a test that warns or logs an error. A test that expects a warning replaces `console.warn` itself. */
import { afterAll, afterEach } from 'vitest';

// tfjs's cpu backend recommends tfjs-node once in every process, and webgpu reading without waiting less.
const EXPECTED = /Hi, looks like you are running TensorFlow\.js in Node\.js|synchronously reading data from GPU to CPU is poor/;

const unexpected: string[] = [];
for (const method of ['warn', 'error'] as const) {
  console[method] = (...values: readonly unknown[]): void => {
    const text = values.map(String).join(' ');
    if (!EXPECTED.test(text)) unexpected.push(`console.${method}: ${text}`);
  };
}

function check(): void {
  const found = unexpected.splice(0);
  if (found.length > 0) throw new Error(`nothing may be logged in a test, but was:\n${found.join('\n')}`);
}

afterEach(check);
afterAll(check);
