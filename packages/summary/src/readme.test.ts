import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-cpu';
import * as store from '@varscope/store';
import { expect, it } from 'vitest';
import { runReadmeExample } from '../../../scripts/vitest/run-readme-example.js';
import * as summary from './index.js';

const README = new URL('../README.md', import.meta.url);

it('gives what the README says', async () => {
  let written = '';
  const formatSummaryText: typeof summary.formatSummaryText = (...given) => (written = summary.formatSummaryText(...given));
  await runReadmeExample(README, { '@varscope/store': store, '@varscope/summary': { ...summary, formatSummaryText } });
  expect(readFileSync(README, 'utf8')).toContain(`\`\`\`text\n${written}\n\`\`\`\n`);
});
