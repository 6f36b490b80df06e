import * as tf from '@tensorflow/tfjs-core';
import * as backendWasm from '@varscope/backend-wasm';
import * as store from '@varscope/store';
import { test } from 'vitest';
import { runReadmeExample } from '../../../scripts/vitest/run-readme-example.js';
import * as training from './index.js';

test('the example of the README gives what it says', async () => {
  await runReadmeExample(new URL('../README.md', import.meta.url), {
    '@tensorflow/tfjs-core': tf,
    '@varscope/backend-wasm': backendWasm,
    '@varscope/store': store,
    '@varscope/training': training,
  });
});
