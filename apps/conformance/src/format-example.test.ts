import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ConformanceCase } from './case-format.js';
import { compareCase } from './compare-case.js';
import { measureCase } from './measure-case.js';

test('the example of FORMAT.md does what it says', () => {
  const text = readFileSync(new URL('../FORMAT.md', import.meta.url), 'utf8');
  const example = /^ {4}\{\n[^]*?\n {4}\}$/m.exec(text.slice(text.indexOf('A complete example\n')))?.[0] ?? '';
  const testCase = JSON.parse(example.replace(/\n\s+/g, ' ')) as ConformanceCase; // the text breaks lines within strings
  expect(testCase.id).toBe('example');
  expect(compareCase(testCase, measureCase(testCase))).toEqual([]);
});
