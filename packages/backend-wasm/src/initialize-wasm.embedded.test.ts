import * as tf from '@tensorflow/tfjs-core';
import { expect, it, vi } from 'vitest';
import { initializeWasm } from './initialize-wasm.js';

vi.mock('#wasm-places', async (original) => ({ ...await original<object>(), locateWasmFiles: () => [] }));

it('starts from the file that is part of this package where tfjs has none', async () => {
  const backend = await initializeWasm({ threads: 2 });
  expect(backend.capabilities).toMatchObject({ simd: true, threads: 1 });
  const x = tf.tidy(() => tf.square(tf.tensor1d([1, 2, 3])));
  expect(await x.data()).toEqual(Float32Array.of(1, 4, 9));
  x.dispose();
  backend.dispose();
});
