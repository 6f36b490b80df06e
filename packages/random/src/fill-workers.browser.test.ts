import { expect, test } from 'vitest';
import { fillTruncatedNormal } from './fill-truncated-normal.js';
import { FillWorkers } from './fill-workers.js';

const SEED = { pair: [87654321, 42], run: 1 } as const;
const LENGTH = 2 ** 19 + 77;

const hash = async (elements: Float32Array): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', Float32Array.from(elements).buffer);
  return Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

test('fills in threads of a page, in shared memory or not, with the bits that one thread gives', async () => {
  await using workers = new FillWorkers(2);
  const expected = new Float32Array(LENGTH);
  fillTruncatedNormal(expected, SEED);
  for (const out of [new Float32Array(LENGTH), new Float32Array(new SharedArrayBuffer(LENGTH * 4))]) {
    await workers.fillTruncatedNormal(out, SEED);
    expect(await hash(out)).toBe(await hash(expected));
  }
});
