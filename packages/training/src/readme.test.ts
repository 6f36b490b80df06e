import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import * as store from '@varscope/store';
import { test } from 'vitest';
import { runReadmeExample } from '../../../scripts/vitest/run-readme-example.js';
import * as training from './index.js';

test('the example of the README gives what it says', async () => {
  await runReadmeExample(new URL('../README.md', import.meta.url), {
    '@tensorflow/tfjs-core': tf,
    '@varscope/store': store,
    '@varscope/training': training,
  });
});
