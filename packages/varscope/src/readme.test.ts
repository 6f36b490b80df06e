import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { it } from 'vitest';
import { runReadmeExample } from '../../../scripts/vitest/run-readme-example.js';
import * as varscope from './index.js';

it('gives what the README says', async () => {
  using graph = new varscope.Graph();
  await graph.run(() =>
    runReadmeExample(new URL('../README.md', import.meta.url), { '@tensorflow/tfjs-core': tf, 'varscope': varscope }),
  );
});
