import * as cpu from '@tensorflow/tfjs-backend-cpu';
import * as files from '@varscope/files';
import * as store from '@varscope/store';
import { it } from 'vitest';
import { runReadmeExample } from '../../../scripts/vitest/run-readme-example.js';
import * as checkpoint from './index.js';

it('gives what the README says', async () => {
  using graph = new store.Graph();
  const modules = {
    '@tensorflow/tfjs-backend-cpu': cpu,
    '@varscope/checkpoint': checkpoint,
    '@varscope/files': files,
    '@varscope/store': store,
  };
  await graph.run(() => runReadmeExample(new URL('../README.md', import.meta.url), modules));
});
