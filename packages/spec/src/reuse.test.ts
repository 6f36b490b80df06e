import { expect, it } from 'vitest';
import { AUTO_REUSE } from './reuse.js';

it('is the same AUTO_REUSE in every copy of the package', () => {
  expect(AUTO_REUSE).toBe(Symbol.for('varscope.AUTO_REUSE'));
});
