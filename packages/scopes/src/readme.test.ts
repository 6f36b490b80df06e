import * as spec from '@varscope/spec';
import { test } from 'vitest';
import { runReadmeExample } from '../../../scripts/vitest/run-readme-example.js';
import * as scopes from './index.js';

test('the example of the README gives what it says', async () => {
  await runReadmeExample(new URL('../README.md', import.meta.url), {
    '@tensorflow/tfjs-backend-cpu': await import('@tensorflow/tfjs-backend-cpu'),
    '@varscope/spec': spec,
    '@varscope/scopes': scopes,
  });
});
