import '@tensorflow/tfjs-backend-cpu';
import * as scopes from '@varscope/scopes';
import * as store from '@varscope/store';
import { it } from 'vitest';
import { runReadmeExample } from '../../../scripts/vitest/run-readme-example.js';
import * as customGetters from './index.js';

it('gives what the README says', async () => {
  const graph = new store.Graph();
  await graph.run(() =>
    runReadmeExample(new URL('../README.md', import.meta.url), {
      '@varscope/custom-getters': customGetters,
      '@varscope/scopes': scopes,
      '@varscope/store': store,
    }),
  );
  graph.dispose();
});
