import { expect, it } from 'vitest';
import { formatCount } from './format-count.js';

it('puts commas between thousands', () => {
  expect([0, 999, 1000, 1234567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567']);
});
