import * as tfjs from '@tensorflow/tfjs-core';
import { it } from 'vitest';
import { runReadmeExampleInBrowser } from '../../../scripts/vitest/run-readme-example-in-browser.js';
import * as backendWebgl from './index.js';

it('runs the example of the README', async () => {
  await runReadmeExampleInBrowser(new URL('../README.md', import.meta.url), {
    '@tensorflow/tfjs-core': tfjs,
    '@varscope/backend-webgl': backendWebgl,
  });
});
