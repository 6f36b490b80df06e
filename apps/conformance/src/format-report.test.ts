import { expect, test } from 'vitest';
import { formatReport } from './format-report.js';

const difference = { path: '/trace/0/ok/name', expected: 'v:0', actual: undefined };
const good = { path: 'good.json', passed: 3, failures: [] };
const bad = {
  path: 'bad.json',
  passed: 1,
  failures: [
    { id: 'one', differences: [difference, { ...difference, path: '/final', expected: [1], actual: null }] },
    { id: 'two', differences: [difference] },
  ],
};

test('ends with the numbers of all files', () => {
  expect(formatReport([good, bad], 20).split('\n').at(-1)).toBe('4 passed, 2 failed');
  expect(formatReport([good], 20)).toBe('good.json: 3 passed, 0 failed\n3 passed, 0 failed');
});

test('tells every difference with its case, its place, what was expected and what was found', () => {
  expect(formatReport([bad], 20).split('\n')).toEqual([
    'one: 2 differences',
    '  /trace/0/ok/name  expected v:0  actual <absent>',
    '  /final  expected [1]  actual null',
    'two: 1 difference',
    '  /trace/0/ok/name  expected v:0  actual <absent>',
    'bad.json: 1 passed, 2 failed',
    '1 passed, 2 failed',
  ]);
});

test('shows no more cases than the limit, and says how many there are', () => {
  const lines = formatReport([bad], 1).split('\n');
  expect(lines).not.toContain('two: 1 difference');
  expect(lines).toContain('… and 1 more cases');
});
