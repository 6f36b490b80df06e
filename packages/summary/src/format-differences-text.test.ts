import { expect, it } from 'vitest';
import { formatDifferencesText } from './format-differences-text.js';
import type { TensorDifference } from './tensor-difference.js';

const side = { shape: [2, 3], dtype: 'float32' } as const;
const values = { differing: 1, elements: 2000, largest: 0.5, at: [1, 2], left: '1', right: '1.5' };
const differences: readonly TensorDifference[] = [
  { name: 'old', left: side, right: null, values: null },
  { name: 'new\u001b[2J', left: null, right: { shape: [4], dtype: 'int64' }, values: null },
  { name: 'cast', left: side, right: { ...side, dtype: 'float16' }, values: null },
  { name: 'a', left: side, right: side, values },
  { name: 'b', left: side, right: side, values: { ...values, differing: 2000, largest: Infinity, left: 'NaN' } },
  { name: 'c', left: side, right: side, values: { ...values, differing: 1999, largest: null, left: '"x"', right: '"y"' } },
];

it('lists what one side has alone, other kinds, and other values, the largest differences first', () => {
  expect(formatDifferencesText(differences, { left: 'a.ckpt', right: 'b.ckpt' }).split('\n')).toEqual([
    'Only in a.ckpt (1)',
    'Tensor  Shape   Type',
    'old     (2, 3)  float32',
    '',
    'Only in b.ckpt (1)',
    'Tensor   Shape  Type',
    'new\ufffd[2J  (4,)   int64',
    '',
    'Other shape or type (1)',
    'Tensor  a.ckpt          b.ckpt',
    'cast    float32 (2, 3)  float16 (2, 3)',
    '',
    'Other values (3)',
    'Tensor  Differing  Of all   Largest  At      a.ckpt  b.ckpt',
    'b           2,000   100 %  Infinity  (1, 2)     NaN     1.5',
    'c           1,999  99.9 %         –  (1, 2)     "x"     "y"',
    'a               1  <0.1 %       0.5  (1, 2)       1     1.5',
  ]);
});

it('shows as many rows as asked, and says how many there are', () => {
  const text = formatDifferencesText(differences, { left: 'a', right: 'b', limit: 1 });
  expect(text).toContain('Other values (3)\n');
  expect(text).toMatch(/\n… and 2 more$/);
});

it('is empty where there are no differences', () => {
  expect(formatDifferencesText([], { left: 'a', right: 'b' })).toBe('');
});
