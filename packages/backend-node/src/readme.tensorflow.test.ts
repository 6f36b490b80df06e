import * as tfjs from '@tensorflow/tfjs-core';
import { it } from 'vitest';
import { runReadmeExample } from '../../../scripts/vitest/run-readme-example.js';
import * as backendNode from './index.js';

it('runs the example of the README', async () => {
  await runReadmeExample(new URL('../README.md', import.meta.url), {
    '@tensorflow/tfjs-core': tfjs,
    '@varscope/backend-node': backendNode,
  });
});
