import { expect, it } from 'vitest';
import { isLiveLoss } from './live-loss.js';

it('knows a live loss from other items of a collection', () => {
  expect(isLiveLoss({ name: 'loss:0', evaluate: () => null })).toBe(true);
  for (const item of [null, undefined, 3, 'evaluate', {}, { evaluate: 3 }]) expect(isLiveLoss(item)).toBe(false);
});
