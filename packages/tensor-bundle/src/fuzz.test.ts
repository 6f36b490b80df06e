import { expect, test } from 'vitest';
import { fuzz } from '../testdata/fuzz.js';

// `node packages/tensor-bundle/fuzz.mjs` runs as many as one likes.
test('gives values that were there or errors of Varscope for 5,000 damaged checkpoints', { timeout: 120_000 }, async () => {
  const { mutations, opened, read, failures } = await fuzz({ mutations: 5000 });
  expect(failures).toEqual([]);
  expect(mutations).toBe(5000);
  // Damage that leaves nothing to read would test little.
  expect(opened).toBeGreaterThan(1000);
  expect(read).toBeGreaterThan(4000);
});
