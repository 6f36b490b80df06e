import { it } from 'vitest';
import { runReadmeExample } from '../../../scripts/vitest/run-readme-example.js';
import * as files from './index.js';

it('gives what the README says', async () => {
  await runReadmeExample(new URL('../README.md', import.meta.url), { '@varscope/files': files });
});
