import { it } from 'vitest';
import { runReadmeExample } from '../../../scripts/vitest/run-readme-example.js';
import * as cli from './index.js';

it('gives what the README says', async () => {
  await runReadmeExample(new URL('../README.md', import.meta.url), { '@varscope/cli': cli });
});
