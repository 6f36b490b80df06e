import { expect, it } from 'vitest';
import { displayWidth } from './display-width.js';

it.each([
  ['', 0], ['kernel', 6], ['é', 1], ['e\u0301', 1], ['重み', 4], ['ｶﾅ', 2], ['한국', 4], ['Ｗ', 2], ['👍🏽', 2], ['👩‍💻', 2], ['❤️', 2],
  ['🇩🇪', 2], ['…', 1], ['\u200b', 0], ['шаг', 3],
])('gives %j the columns of a terminal', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});
