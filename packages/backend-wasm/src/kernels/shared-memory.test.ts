import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '@varscope/spec';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { initializeWasm } from '../initialize-wasm.js';
import { compareEveryKernel } from '../../testdata/compare-every-kernel.js';
import { memoryOf, type WasmBackend } from './wasm-backend.js';

let backend: Backend;
beforeAll(async () => {
  backend = await initializeWasm({ threads: 2 });
});
afterAll(() => {
  backend.dispose();
});

it('computes the same in memory that threads share', async () => {
  expect(memoryOf(tf.backend() as WasmBackend).buffer).toBeInstanceOf(SharedArrayBuffer);
  await compareEveryKernel();
});
