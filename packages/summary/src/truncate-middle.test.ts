import { expect, it } from 'vitest';
import { displayWidth } from './display-width.js';
import { truncateMiddle } from './truncate-middle.js';

it.each([
  ['kernel', 6, 'kernel'], ['kernel', 5, 'ke…el'], ['kernel', 4, 'k…el'], ['kernel', 1, '…'],
  ['重み重み', 7, '重…み'], ['e\u0301e\u0301e\u0301e\u0301', 3, 'e\u0301…e\u0301'], ['👍🏽👍🏽👍🏽', 5, '👍🏽…👍🏽'],
])('cuts %j to %d columns', (text, width, cut) => {
  expect(truncateMiddle(text, width)).toBe(cut);
  expect(displayWidth(cut)).toBeLessThanOrEqual(width);
});
