import * as tf from '@tensorflow/tfjs-core';
import { afterEach, expect, it, vi } from 'vitest';
import { initializeWasm } from './initialize-wasm.js';

afterEach(() => { vi.unstubAllGlobals(); });

it('starts from the file that is part of this package where a server has none', async () => {
  const load = globalThis.fetch;
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string, options: RequestInit) => {
    asked.push(url);
    return url.endsWith('.wasm') ? new Response('<!doctype html>') : load(url, options);
  });
  const backend = await initializeWasm({ threads: 2 });
  expect(backend.capabilities).toMatchObject({ simd: true, threads: 1 });
  expect(asked.map((url) => (url.startsWith('blob:') ? 'blob' : url.replace(/.*\//, '')))).toEqual([
    'tfjs-backend-wasm-threaded-simd.wasm',
    'tfjs-backend-wasm-simd.wasm',
    'blob',
  ]);
  const x = tf.tidy(() => tf.square(tf.tensor1d([1, 2, 3])));
  expect(await x.data()).toEqual(Float32Array.of(1, 4, 9));
  x.dispose();
  backend.dispose();
});
