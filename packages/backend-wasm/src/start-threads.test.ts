import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { initializeWasm } from './initialize-wasm.js';

it('does not keep a program in Node from ending that leaves its threads running', async () => {
  const resources = process.getActiveResourcesInfo().length; // that keep a program from ending
  const backend = await initializeWasm({ threads: 2 });
  tf.tidy(() => tf.matMul(tf.ones([64, 64]), tf.ones([64, 64])).dataSync());
  expect(backend.capabilities.threads).toBe(2);
  expect(process.getActiveResourcesInfo().length).toBeLessThanOrEqual(resources);
  backend.dispose();
});
