import * as files from '@varscope/files';
import { it } from 'vitest';
import { runReadmeExample } from '../../../scripts/vitest/run-readme-example.js';
import * as tensorBundle from './index.js';

it('gives what the README says', async () => {
  await runReadmeExample(new URL('../README.md', import.meta.url), { '@varscope/files': files, '@varscope/tensor-bundle': tensorBundle });
});
