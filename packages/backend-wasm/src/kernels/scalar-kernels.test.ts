import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '@varscope/spec';
import { afterAll, beforeAll, it } from 'vitest';
import { initializeWasm } from '../initialize-wasm.js';
import { compareEveryKernel } from '../../testdata/compare-every-kernel.js';

let backend: Backend;
beforeAll(async () => {
  backend = await initializeWasm();
  tf.env().set('WASM_HAS_SIMD_SUPPORT', false); // as on a machine without it, for the kernels that are compiled from now on
});
afterAll(() => {
  tf.env().set('WASM_HAS_SIMD_SUPPORT', true);
  backend.dispose();
});

it('computes the same without SIMD', compareEveryKernel);
